import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../port/log.js';
import { AppendedFile } from './appended-file.js';
import { sealHere, type Sealer } from './seal-thread.js';
import { parquetPath, type Segment, SESSION_FILES, walPath } from './session-files.js';
import { settleSegment } from './settle-segment.js';
import type { Batch } from './waiting.js';

const LEFT = 'recording: all is on the disk; the next start turns the last segments into Parquet';

/**
 * The files of a session that is being recorded. What `write` has not managed can be given to it again: it goes
 * on where it was. A segment that is over is sealed in the background.
 */
export class SessionWriter {
  /** Whole segments, and bytes written of all that was recorded. */
  segments = 0;
  bytes = 0;
  private inputs: AppendedFile | undefined;
  private entries: AppendedFile | undefined;
  private wal: { readonly segment: Segment; readonly file: AppendedFile } | undefined;
  private readonly ending = new AbortController();
  private sealing: Promise<void> = Promise.resolve();

  constructor(
    private readonly folder: string,
    private readonly sealer: Sealer,
    private readonly log: Log,
  ) {}

  /** Makes the journals, so that a folder that cannot be written is known at the start. */
  async open(): Promise<void> {
    this.inputs ??= await AppendedFile.create(join(this.folder, SESSION_FILES.inputs));
    this.entries ??= await AppendedFile.create(join(this.folder, SESSION_FILES.entries));
  }

  /**
   * Writes `batch`, taking out of it what is on the disk: ticks, then the inputs that stand between them, then
   * the entries that follow from both. Rejects with what the disk says.
   */
  async write(batch: Batch): Promise<void> {
    for (let piece = batch.ticks[0]; piece !== undefined; piece = batch.ticks[0]) {
      const file = await this.walOf(piece.segment);
      await this.append(file, piece.text);
      batch.ticks.shift();
    }
    await this.open();
    if (batch.inputs !== '') await this.append(this.inputs, batch.inputs);
    batch.inputs = '';
    if (batch.entries !== '') await this.append(this.entries, batch.entries);
    batch.entries = '';
  }

  /**
   * Closes all files and waits until the last segment is sealed, `withinMs` at most: the next start does the rest.
   * There is no belt to be held up any more, so no thread is started for it.
   */
  async close(withinMs: number): Promise<void> {
    await this.endSegment(sealHere);
    await Promise.allSettled([this.inputs?.close(), this.entries?.close()]);
    const late = new AbortController();
    await Promise.race([
      this.sealing,
      pause(withinMs, undefined, { signal: late.signal }).then(
        () => this.log.info({ folder: this.folder }, LEFT),
        () => undefined,
      ),
    ]);
    late.abort();
    this.ending.abort();
    await this.sealer.end();
  }

  private async append(file: AppendedFile | undefined, text: string): Promise<void> {
    await file?.append(text);
    this.bytes += Buffer.byteLength(text);
  }

  private async walOf(segment: Segment): Promise<AppendedFile> {
    if (this.wal?.segment.number !== segment.number) {
      await this.endSegment();
      const file = await AppendedFile.create(walPath(this.folder, segment));
      this.wal = { segment, file };
    }
    return this.wal.file;
  }

  private async endSegment(sealer = this.sealer): Promise<void> {
    const { wal } = this;
    if (wal === undefined) return;
    this.wal = undefined;
    await wal.file.close();
    this.sealing = this.sealing.then(() => this.settle(wal.segment, sealer));
  }

  private isOver(): boolean {
    return this.ending.signal.aborted;
  }

  private async settle(segment: Segment, sealer: Sealer): Promise<void> {
    if (this.isOver()) return;
    const job = { wal: walPath(this.folder, segment), parquet: parquetPath(this.folder, segment) };
    try {
      const { line } = await settleSegment(job, sealer, this.ending.signal);
      this.segments += 1;
      this.log.debug({ ...line }, `recording: ${job.parquet} is whole`);
    } catch (error) {
      if (this.isOver()) return;
      const problem = error instanceof Error ? error.message : String(error);
      this.log.warn(
        { wal: job.wal, problem },
        `recording: ${job.wal} could not be turned into Parquet (${problem}); its ticks are kept, and the next start tries again`,
      );
    }
  }
}
