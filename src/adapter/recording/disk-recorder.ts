import { setTimeout as pause } from 'node:timers/promises';
import { isJournaled } from '../../codec/recording/entry-text.js';
import type { LossBody } from '../../codec/recording/loss-body.js';
import type { SessionEnd } from '../../codec/recording/session-end.js';
import type { Entry } from '../../domain/entry.js';
import { type EpochMs, epochMs } from '../../domain/time.js';
import type { Sent } from '../../port/broker.js';
import type { Input } from '../../port/input.js';
import type { Log } from '../../port/log.js';
import { newRow, ROW } from '../journal/journal-row.js';
import { FileGone, JournalTaken } from '../journal/journal-writer.js';
import type { FileLock } from '../lock/file-lock.js';
import { addTo, noCounts } from './counts.js';
import { Loss } from './loss.js';
import type { RecorderLimits, RecorderStats, RecordingState } from './recorder-state.js';
import { RecorderTale } from './recorder-tale.js';
import type { SessionRecorder } from './session-recorder.js';
import type { SessionWriter } from './session-writer.js';
import { fitsTickLine } from './tick-line.js';
import { type RecordedSoFar, Waiting } from './waiting.js';

/** Takes what a session has, writes it out again and again, and keeps count of what it could not. */
export class DiskRecorder implements SessionRecorder {
  private readonly tale: RecorderTale;
  private readonly waiting: Waiting;
  private state: RecordingState = 'recording';
  private loss: Loss | undefined;
  private readonly total = noCounts();
  /** Of what waited for the disk, what never came there. */
  private readonly unwritten = noCounts();
  private flushing: Promise<void> = Promise.resolve();
  /** When an order was last made durable, and all before it. */
  private durableAt = -Infinity;
  private readonly closing = new AbortController();
  private readonly running: Promise<void>;

  constructor(
    readonly folder: string,
    private readonly writer: SessionWriter,
    private readonly lock: FileLock,
    log: Log,
    private readonly limits: RecorderLimits,
    before?: RecordedSoFar,
  ) {
    this.tale = new RecorderTale(folder, log, limits.waitingBytes);
    this.waiting = new Waiting(limits.segmentBytes, before);
    this.running = this.run();
  }

  input(input: Input): void {
    const isTick = input.kind === 'tk' || input.kind === 'tf';
    if (this.mustLose()) {
      if (isTick) this.losing().tick(input);
      else this.losing().other(input.receivedAt);
    } else if (isTick && fitsTickLine(input)) this.waiting.tick(input);
    else this.waiting.other(input);
  }

  entry(entry: Entry): void {
    if (this.loss !== undefined || this.state === 'off') {
      this.losing().entries += 1;
      this.waiting.missed(entry.seq);
      return;
    }
    if (isJournaled(entry)) this.waiting.entry(entry);
    else this.waiting.skipped(entry);
  }

  commit({ seq, order }: Sent): void {
    const said = { seq, orderId: order.id };
    const from = performance.now();
    try {
      this.requireNoLoss();
      this.writeDurably();
      this.durableAt = performance.now();
    } catch (error) {
      this.waiting.behind(newRow(ROW.unsent, JSON.stringify({ reason: messageOf(error) }), said));
      throw error;
    }
    this.waiting.behind(
      newRow(ROW.durable, JSON.stringify({ ms: roundedMs(performance.now() - from) }), said),
    );
  }

  flush(): Promise<void> {
    return this.flushNext(() => true);
  }

  async close(at: EpochMs, digest: string): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await this.running;
    await this.flush();
    if (this.loss !== undefined) await this.flush(); // what was folded meanwhile
    this.endLoss();
    this.end(at, digest);
    await this.letGo();
  }

  async leave(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await this.running;
    await this.letGo();
  }

  get lost(): number {
    const { touchlines, others, entries } = this.stats().lost;
    return touchlines + others + entries;
  }

  stats(): RecorderStats {
    const { touchlines, others, lastSeq } = this.waiting;
    const { loss, unwritten } = this;
    return {
      state: this.state,
      touchlines: touchlines - unwritten.touchlines,
      others: others - unwritten.others,
      entries: lastSeq,
      bytes: this.writer.bytes,
      segments: this.writer.segments,
      waitingBytes: this.waiting.chars,
      lost: {
        touchlines: this.total.touchlines + unwritten.touchlines + (loss?.touchlines ?? 0),
        others: this.total.others + unwritten.others + (loss?.others ?? 0),
        entries: this.total.entries + unwritten.entries + (loss?.entries ?? 0),
      },
    };
  }

  private async letGo(): Promise<void> {
    await this.writer.close(this.limits.sealMs).catch((error: unknown) => this.tell(error));
    await this.lock.release().catch((error: unknown) => this.tell(error));
  }

  private async run(): Promise<void> {
    const { signal } = this.closing;
    const isClosing = (): boolean => signal.aborted;
    while (!isClosing()) {
      const ms = this.state === 'failing' ? this.limits.retryMs : this.limits.flushMs;
      await pause(ms, undefined, { signal }).catch(ignore);
      if (!isClosing()) await this.flushNext(() => performance.now() - this.durableAt > this.limits.flushMs);
    }
  }

  private flushNext(mustSync: () => boolean): Promise<void> {
    this.flushing = this.flushing.then(() => this.flushOnce(mustSync()));
    return this.flushing;
  }

  /**
   * `mustSync` is false while orders come often: the next one brings all to the disk itself, and would have to wait
   * for a disk that is at it already.
   */
  private async flushOnce(mustSync: boolean): Promise<void> {
    if (this.state === 'off') return;
    try {
      this.write('soon');
      if (mustSync) await this.writer.sync();
      this.succeeded();
    } catch (error) {
      this.failed(error);
    }
  }

  private requireNoLoss(): void {
    if (this.state === 'off') throw new Error(`nothing is recorded into ${this.folder} any more`);
    if (this.loss !== undefined) throw new Error(`the recording into ${this.folder} is losing what comes`);
  }

  private writeDurably(): void {
    try {
      this.write('durable');
    } catch (error) {
      this.failed(error);
      throw error;
    }
  }

  private write(when: 'durable' | 'soon'): void {
    this.writer.write(this.waiting.rows(), when);
    this.waiting.written();
  }

  private succeeded(): void {
    if (this.loss !== undefined) {
      this.resume(this.loss);
      return;
    }
    if (this.state === 'failing') this.tale.wentOn();
    this.state = 'recording';
  }

  /** The tape goes on with what the lost ticks come to, one a token; what else was lost stays so, and is told. */
  private resume(loss: Loss): void {
    const { touchlines, others, entries, from = epochMs(0), to = epochMs(0) } = loss;
    const counts = { touchlines, others, entries };
    this.countLoss();
    this.state = 'recording';
    const body: LossBody = { ...counts, from, to };
    this.waiting.row(newRow(ROW.lost, JSON.stringify(body), { at: to }));
    for (const message of loss.messages)
      if (fitsTickLine(message)) this.waiting.restated(message);
      else this.waiting.other(message);
    this.tale.lost(counts);
  }

  private failed(error: unknown): void {
    if (error instanceof FileGone || error instanceof JournalTaken) {
      this.state = 'off';
      this.loss ??= new Loss();
      addTo(this.unwritten, this.waiting.counts);
      this.waiting.written();
      this.tale.isOff(messageOf(error));
      return;
    }
    if (this.state === 'recording') this.tell(error);
    if (this.state !== 'losing') this.state = 'failing';
  }

  private tell(error: unknown): void {
    this.tale.refused(messageOf(error), this.waiting.chars);
  }

  /** Whether what comes now cannot be kept; begins the loss when no more can wait. */
  private mustLose(): boolean {
    if (this.loss !== undefined) return true;
    if (this.waiting.chars < this.limits.waitingBytes) return false;
    this.loss = new Loss();
    this.state = 'losing';
    this.tale.loses(this.waiting.chars);
    return true;
  }

  private losing(): Loss {
    this.loss ??= new Loss();
    return this.loss;
  }

  /** At the end: what is lost now stays so. */
  private endLoss(): void {
    if (this.isWhole && this.loss === undefined) return;
    this.countLoss();
    addTo(this.unwritten, this.waiting.counts);
    this.tale.endedWithout(this.stats().lost);
  }

  private countLoss(): void {
    const { loss } = this;
    if (loss === undefined) return;
    this.loss = undefined;
    addTo(this.total, loss);
  }

  private get isWhole(): boolean {
    return this.state !== 'off' && this.waiting.chars === 0;
  }

  /** A session that has its end in the journal was recorded to it. */
  private end(endAt: EpochMs, digest: string): void {
    if (!this.isWhole) return;
    const { touchlines, others, lastSeq: entries } = this.waiting;
    const end: SessionEnd = { endAt, digest, touchlines, others, entries, lost: { ...this.total } };
    try {
      this.writer.write([newRow(ROW.end, JSON.stringify(end), { seq: entries, at: endAt })], 'durable');
    } catch (error) {
      this.tell(error);
    }
  }
}

/** To the microsecond. */
const roundedMs = (ms: number): number => Math.round(ms * 1_000) / 1_000;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const ignore = (): void => undefined;
