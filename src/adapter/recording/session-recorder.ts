import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isJournaled, lostEntriesText } from '../../codec/recording/entry-line.js';
import { inputLineText } from '../../codec/recording/input-line.js';
import type { SessionEnd } from '../../codec/recording/session-end.js';
import { headerText, type SessionHeader } from '../../codec/recording/session-header.js';
import type { Entry } from '../../domain/entry.js';
import { UsageError } from '../../domain/failure.js';
import { type EpochMs, epochMs } from '../../domain/time.js';
import type { Input } from '../../port/input.js';
import type { Log } from '../../port/log.js';
import type { Recorder } from '../../port/recorder.js';
import { FileGone } from './appended-file.js';
import { Loss } from './loss.js';
import { recoverSessions } from './recover-sessions.js';
import { type Sealer, sealInThread } from './seal-thread.js';
import { folderNameOf, SESSION_FILES } from './session-files.js';
import { isLock, lockSession, type SessionLock } from './session-lock.js';
import { SessionWriter } from './session-writer.js';
import { fitsTickLine } from './tick-line.js';
import { type Batch, Waiting } from './waiting.js';
import { writeWhole } from './whole-file.js';

export interface RecorderLimits {
  /** What came is written out so often, real ms; with the disk's own time it is all that a kill can lose. */
  readonly flushMs: number;
  /** A refusing disk is tried again so often, real ms. */
  readonly retryMs: number;
  /** A segment of ticks ends behind so many bytes of text. */
  readonly segmentBytes: number;
  /** At the end so long is waited for the last segments to become Parquet, real ms; the next start does the rest. */
  readonly sealMs: number;
  /** So much may wait for the disk in memory; what comes behind that is lost. */
  readonly waitingBytes: number;
}

export const RECORDER_LIMITS: RecorderLimits = {
  flushMs: 250,
  retryMs: 1_000,
  segmentBytes: 8 << 20,
  sealMs: 1_500,
  waitingBytes: 64 << 20,
};

export interface SessionRecorderOptions {
  /** Holds the folders of sessions; made if it is not there. */
  readonly dir: string;
  readonly header: SessionHeader;
  readonly log: Log;
  readonly limits?: Partial<RecorderLimits>;
  /** In a thread of its own when left out. */
  readonly sealer?: Sealer;
}

export interface SessionRecorder extends Recorder {
  /** The session's folder. */
  readonly folder: string;
  /** Ticks, other inputs and entries that could not be recorded. */
  readonly lost: number;
  /** Writes out what came so far; resolves when it is on the disk, or the disk has refused. */
  flush(): Promise<void>;
  stats(): RecorderStats;
}

/**
 * `recording`; `failing`: the disk refuses, what comes waits in memory; `losing`: no more can wait; `off`: the
 * session's folder was removed, and nothing is recorded any more.
 */
export type RecordingState = 'recording' | 'failing' | 'losing' | 'off';

export interface RecorderStats {
  readonly state: RecordingState;
  /** Messages on the tape, other inputs, and the number of the last entry. */
  readonly touchlines: number;
  readonly others: number;
  readonly entries: number;
  /** Written of ticks, inputs and entries as they came. */
  readonly bytes: number;
  /** Parquet files that are whole. */
  readonly segments: number;
  readonly waitingBytes: number;
  readonly lost: { readonly touchlines: number; readonly others: number; readonly entries: number };
}

/**
 * Begins the recording of a session in a folder of its own in `dir`; first what killed recordings left there is
 * finished. Rejects with a UsageError when the folder cannot be made or written.
 */
export const sessionRecorder = async (options: SessionRecorderOptions): Promise<SessionRecorder> => {
  const { dir, header, log } = options;
  try {
    await mkdir(dir, { recursive: true });
    await recoverSessions(dir, log);
    const folder = await newFolder(dir, header);
    const lock = await lockSession(folder);
    if (!isLock(lock)) throw new Error(`process ${lock.pid} records into ${folder}`);
    await writeWhole(join(folder, SESSION_FILES.header), headerText(header));
    const writer = new SessionWriter(folder, options.sealer ?? sealInThread(), log);
    await writer.open();
    return new DiskRecorder(folder, writer, lock, log, { ...RECORDER_LIMITS, ...options.limits });
  } catch (error) {
    throw new UsageError(
      `${dir}: cannot be recorded into: ${messageOf(error)}; free space or name another folder`,
      { cause: error },
    );
  }
};

const newFolder = async (dir: string, { startAt, kind, name }: SessionHeader): Promise<string> => {
  const plain = join(dir, folderNameOf(startAt, kind, name));
  for (let i = 1; ; i += 1) {
    const folder = i === 1 ? plain : `${plain}-${i}`;
    try {
      await mkdir(folder);
      return folder;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
};

class DiskRecorder implements SessionRecorder {
  private readonly waiting: Waiting;
  /** What is being written, or could not be yet. */
  private batch: Batch | undefined;
  private state: RecordingState = 'recording';
  private loss: Loss | undefined;
  private readonly total = { touchlines: 0, others: 0, entries: 0 };
  private flushing: Promise<void> = Promise.resolve();
  private readonly closing = new AbortController();
  private readonly running: Promise<void>;

  constructor(
    readonly folder: string,
    private readonly writer: SessionWriter,
    private readonly lock: SessionLock,
    private readonly log: Log,
    private readonly limits: RecorderLimits,
  ) {
    this.waiting = new Waiting(limits.segmentBytes);
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
      return;
    }
    if (isJournaled(entry)) this.waiting.entry(entry);
    this.waiting.passed(entry.seq, entry.at);
  }

  flush(): Promise<void> {
    this.flushing = this.flushing.then(() => this.flushOnce());
    return this.flushing;
  }

  async close(at: EpochMs, digest: string): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await this.running;
    await this.flush();
    if (this.loss !== undefined) await this.flush(); // what was folded meanwhile
    this.endLoss();
    await this.writer.close(this.limits.sealMs).catch((error: unknown) => this.tell(error));
    try {
      if (this.isWhole) await writeWhole(join(this.folder, SESSION_FILES.end), this.endText(at, digest));
    } catch (error) {
      this.tell(error);
    }
    await this.lock.release().catch((error: unknown) => this.tell(error));
  }

  get lost(): number {
    const { touchlines, others, entries } = this.stats().lost;
    return touchlines + others + entries;
  }

  stats(): RecorderStats {
    const { touchlines, others, lastSeq } = this.waiting;
    const { loss } = this;
    return {
      state: this.state,
      touchlines,
      others,
      entries: lastSeq,
      bytes: this.writer.bytes,
      segments: this.writer.segments,
      waitingBytes: this.waitingBytes,
      lost: {
        touchlines: this.total.touchlines + (loss?.touchlines ?? 0),
        others: this.total.others + (loss?.others ?? 0),
        entries: this.total.entries + (loss?.entries ?? 0),
      },
    };
  }

  private async run(): Promise<void> {
    const { signal } = this.closing;
    const isClosing = (): boolean => signal.aborted;
    while (!isClosing()) {
      const ms = this.state === 'failing' ? this.limits.retryMs : this.limits.flushMs;
      await pause(ms, undefined, { signal }).catch(ignore);
      if (!isClosing()) await this.flush();
    }
  }

  private async flushOnce(): Promise<void> {
    if (this.state === 'off') return;
    this.batch ??= this.waiting.take();
    try {
      if (this.batch !== undefined) await this.writer.write(this.batch);
      this.batch = undefined;
      this.succeeded();
    } catch (error) {
      this.failed(error);
    }
  }

  private succeeded(): void {
    if (this.loss !== undefined) {
      this.resume(this.loss);
      return;
    }
    if (this.state === 'failing')
      this.log.warn({ folder: this.folder }, 'recording: goes on; nothing is lost');
    this.state = 'recording';
  }

  /** The tape goes on with what the lost ticks come to, one a token; what else was lost stays so, and is told. */
  private resume(loss: Loss): void {
    const { touchlines, others, entries, from = epochMs(0), to = epochMs(0) } = loss;
    const counts = { touchlines, others, entries };
    this.countLoss();
    this.state = 'recording';
    const line = { kind: 'Lost', after: this.waiting.touchlines, ...counts, from, to } as const;
    this.waiting.mark();
    this.waiting.inputLine(inputLineText(line));
    this.waiting.entryLine(lostEntriesText(entries));
    for (const message of loss.messages) this.input(message);
    this.log.warn({ folder: this.folder, ...counts }, `recording: goes on; lost are ${lostText(counts)}`);
  }

  private failed(error: unknown): void {
    if (error instanceof FileGone || isMissing(error)) {
      this.state = 'off';
      this.loss ??= new Loss();
      this.batch = undefined;
      this.log.error(
        { folder: this.folder, problem: messageOf(error) },
        `recording: ${this.folder} was removed; the session goes on, and nothing of it is recorded any more`,
      );
      return;
    }
    if (this.state === 'recording') this.tell(error);
    if (this.state !== 'losing') this.state = 'failing';
  }

  private tell(error: unknown): void {
    const problem = messageOf(error);
    this.log.error(
      { folder: this.folder, problem, waitingBytes: this.waitingBytes },
      `recording: the disk refuses (${problem}); the session goes on, what comes waits in memory up to ` +
        `${this.limits.waitingBytes} bytes, and the disk is tried again`,
    );
  }

  /** Whether what comes now cannot be kept; begins the loss when no more can wait. */
  private mustLose(): boolean {
    if (this.loss !== undefined) return true;
    if (this.waitingBytes < this.limits.waitingBytes) return false;
    this.loss = new Loss();
    this.state = 'losing';
    this.log.error(
      { folder: this.folder, waitingBytes: this.waitingBytes },
      'recording: the disk does not follow, and no more can wait in memory: what comes now is lost; the session goes on',
    );
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
    this.log.error(
      { folder: this.folder, ...this.total, waitingBytes: this.waitingBytes },
      `recording: ended without its end on the disk; lost are ${lostText(this.total)} and ${this.waitingBytes} bytes that waited`,
    );
  }

  private countLoss(): void {
    const { loss } = this;
    if (loss === undefined) return;
    this.loss = undefined;
    this.total.touchlines += loss.touchlines;
    this.total.others += loss.others;
    this.total.entries += loss.entries;
  }

  private get waitingBytes(): number {
    return this.waiting.chars + (this.batch?.chars ?? 0);
  }

  private get isWhole(): boolean {
    return this.state !== 'off' && this.batch === undefined && this.waiting.chars === 0;
  }

  private endText(endAt: EpochMs, digest: string): string {
    const { touchlines, others, lastSeq: entries } = this.waiting;
    const end: SessionEnd = { endAt, digest, touchlines, others, entries, lost: { ...this.total } };
    return `${JSON.stringify(end, null, 2)}\n`;
  }
}

const lostText = ({ touchlines, others, entries }: RecorderStats['lost']): string =>
  `${touchlines} ticks (the last state of each token is kept), ${others} other inputs, ${entries} entries`;

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const ignore = (): void => undefined;
