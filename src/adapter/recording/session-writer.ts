import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../port/log.js';
import { type NewRow, ROW } from '../journal/journal-row.js';
import type { JournalWriter } from '../journal/journal-writer.js';
import { sealHere, type Sealer } from './seal-thread.js';
import { settleSegment } from './settle-segment.js';

const LEFT = 'recording: all is on the disk; the next start turns the last segments into Parquet';

/** The journal of a session that is being recorded, and the segments of its tape, sealed behind it. */
export class SessionWriter {
  /** Whole segments. */
  segments = 0;
  /** The segment of the last ticks. */
  private segment: string | undefined;
  private readonly ending = new AbortController();
  private sealing: Promise<void> = Promise.resolve();

  constructor(
    private readonly folder: string,
    private readonly journal: JournalWriter,
    private readonly sealer: Sealer,
    private readonly log: Log,
  ) {}

  /** Characters that were written. */
  get bytes(): number {
    return this.journal.bytes;
  }

  /** Adds `rows` as {@link JournalWriter.append} does; a segment that is over with them is sealed. */
  write(rows: readonly NewRow[], when: 'durable' | 'soon'): void {
    this.journal.append(rows, when);
    for (const { kind, segment } of rows) if (kind === ROW.ticks && segment !== null) this.go(segment);
  }

  /** Resolves when all that was written is on the disk itself. */
  sync(): Promise<void> {
    return this.journal.sync();
  }

  /**
   * Waits until the last segment is sealed, `withinMs` at most (the next start does the rest), and closes the
   * journal. There is no belt to be held up any more, so no thread is started for it.
   */
  async close(withinMs: number): Promise<void> {
    if (this.segment !== undefined) this.seal(this.segment, sealHere);
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
    await this.journal.close();
  }

  private go(segment: string): void {
    if (this.segment !== undefined && this.segment !== segment) this.seal(this.segment, this.sealer);
    this.segment = segment;
  }

  private seal(segment: string, sealer: Sealer): void {
    this.sealing = this.sealing.then(() => this.settle(segment, sealer));
  }

  private isOver(): boolean {
    return this.ending.signal.aborted;
  }

  private async settle(segment: string, sealer: Sealer): Promise<void> {
    if (this.isOver()) return;
    try {
      const job = { folder: this.folder, segment };
      const sealed = await settleSegment(job, this.journal, sealer, this.ending.signal);
      this.segments += 1;
      this.log.debug({ ...sealed }, `recording: ${sealed.file} is whole`);
    } catch (error) {
      if (this.isOver()) return;
      const problem = error instanceof Error ? error.message : String(error);
      this.log.warn(
        { folder: this.folder, segment, problem },
        `recording: segment ${segment} could not be turned into Parquet (${problem}); its ticks are kept, and the next start tries again`,
      );
    }
  }
}
