import { DAY_MS, type EpochMs, epochMs } from '../../../domain/time.js';
import type { FeedMessage, MessageBatch } from '../../../port/feed.js';
import type { SimulatedClock } from './simulated-clock.js';

export interface PlayerOptions {
  /** The messages to play; asked again for each time round. Each is valid until the next is taken. */
  readonly open: () => Promise<AsyncIterable<MessageBatch> | Iterable<MessageBatch>>;
  /** A silence longer than this is jumped over. */
  readonly jumpMs: number;
  /** Begins anew at the end, on later days. */
  readonly loop: boolean;
  /** Takes a message, told `shiftMs` later than it was. */
  readonly take: (message: FeedMessage, shiftMs: number) => void;
  /** Called before time is waited for or given to others: what was made of the messages may go out. */
  readonly flush: () => void;
  /** Resolves when more can be taken; undefined when that is now. Asked where time does not limit the pace. */
  readonly room: () => Promise<void> | undefined;
  /** Resolves when what went out has reached everybody. */
  readonly settled: () => Promise<void>;
  /** Resolves when time may begin. */
  readonly begun: Promise<void>;
}

/** So many messages are played at most before others have their turn. */
const TURN = 512;

/** A day: a timer of more than 24 of them would fire at once. */
const LONGEST_TIMER_MS = DAY_MS;

/** Plays stored messages at their times on a simulated clock. Time begins with the first message. */
export class Player {
  private isStopped = false;
  private target = -Infinity;
  private wake: () => void = () => undefined;
  private idle: () => void = () => undefined;
  private lastAt = epochMs(0);
  private played = 0;
  private isOver = false;
  private isBegun = false;
  private found: () => void = () => undefined;
  /** Resolves when the first message has been read: its time is the clock's. */
  readonly ready = new Promise<void>((resolve) => {
    this.found = resolve;
  });

  constructor(
    private readonly clock: SimulatedClock,
    private readonly options: PlayerOptions,
  ) {}

  /** Messages played so far. */
  get count(): number {
    return this.played;
  }

  /** Whether there was a first message. */
  get hasBegun(): boolean {
    return this.isBegun;
  }

  /** Plays to the end, or until it is stopped. Rejects with what the messages' source throws. */
  async play(): Promise<void> {
    let shiftMs = 0;
    do {
      const firstAt = await this.playOnce(shiftMs);
      if (firstAt === undefined) break;
      shiftMs = Math.ceil((this.lastAt - (firstAt - shiftMs) + 1) / DAY_MS) * DAY_MS;
    } while (this.options.loop && !this.isStopped);
    this.isOver = true;
    this.options.flush();
    if (!this.isStopped) await this.options.settled();
    if (!this.isStopped) this.clock.end(this.lastAt);
    this.idle();
  }

  stop(): void {
    this.isStopped = true;
    this.wake();
    this.idle();
  }

  /** Of a clock moved by hand: plays what is due by `at`; resolves when that is done, or the tape is at its end. */
  advanceTo(at: EpochMs): Promise<void> {
    return new Promise((resolve) => {
      if (this.isOver) {
        resolve();
        return;
      }
      this.idle = resolve;
      this.target = at;
      this.wake();
    });
  }

  /** When the first message was, undefined where there is none. */
  private async playOnce(shiftMs: number): Promise<EpochMs | undefined> {
    let firstAt: EpochMs | undefined;
    for await (const batch of await this.options.open())
      for (const message of batch) {
        const at = epochMs(message.receivedAt + shiftMs);
        firstAt ??= at;
        if (this.played === 0) await this.begin(at);
        else if (at > this.clock.now()) await this.until(at);
        else if (this.played % TURN === 0) await this.giveWay();
        if (this.isStopped) return firstAt;
        this.played += 1;
        this.lastAt = at;
        this.options.take(message, shiftMs);
      }
    return firstAt;
  }

  private async begin(at: EpochMs): Promise<void> {
    this.clock.moveTo(at);
    this.isBegun = true;
    this.found();
    await this.options.begun;
    if (this.clock.speed === 'manual') await this.told(at);
    this.clock.start(at);
  }

  private async until(at: EpochMs): Promise<void> {
    const { clock } = this;
    if (clock.speed === 'max') {
      if (this.played % TURN === 0) await this.giveWay();
      clock.moveTo(at);
      return;
    }
    this.options.flush();
    if (clock.speed === 'manual') {
      await this.told(at);
      clock.moveTo(at);
      return;
    }
    if (at - clock.now() > this.options.jumpMs) clock.jumpTo(at);
    for (let ms = clock.realMsUntil(at); ms > 0 && !this.isStopped; ms = clock.realMsUntil(at))
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(ms, LONGEST_TIMER_MS));
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
  }

  /** Resolves when the clock may be moved to `at`. */
  private async told(at: EpochMs): Promise<void> {
    while (at > this.target && !this.isStopped)
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        if (this.target > this.clock.now()) this.clock.moveTo(epochMs(this.target));
        this.idle();
      });
  }

  private async giveWay(): Promise<void> {
    this.options.flush();
    if (this.clock.speed === 'max') {
      this.clock.tell();
      await this.options.room();
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}
