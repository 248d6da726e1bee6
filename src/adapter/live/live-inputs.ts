import type { Observable } from 'rxjs';
import type { ReplayScheduler } from '../../clock/replay-scheduler.js';
import { forbidWallClock } from '../../clock/wall-clock-guard.js';
import { type EpochMs, epochMs } from '../../domain/time.js';
import type { BrokerAnswer } from '../../port/broker.js';
import type { Feed } from '../../port/feed.js';
import type { CommandInput, Input } from '../../port/input.js';
import type { RealTime } from '../../port/real-time.js';
import type { TimeSource } from '../../port/time-source.js';
import type { CommandGiven } from '../../port/world.js';
import { InputOutlet } from '../replay/input-outlet.js';
import { haltsBefore } from './halts-before.js';
import { type Waiting, WaitingLine } from './waiting-line.js';

export interface LiveInputsOptions {
  /** Stands where the session begins; nothing else advances it. */
  readonly clock: ReplayScheduler;
  readonly time: TimeSource;
  readonly real: RealTime;
  /** From so many waiting inputs on, updates of a token are folded into one. */
  readonly bound: number;
  /** Waits for `goOn` before anything that is pushed is taken: there is a past to `repeat`. Not so when left out. */
  readonly isHeld?: boolean;
  /** Shown each input as the belt is given it, with the time at which it is, just before. */
  readonly onInput: (input: Input) => void;
  /** Told when all that follows at once from an input has gone down the belt; when it came, by `real`. */
  readonly onDone: (input: Input, arrivedAt: number) => void;
}

/** What a past that was gone through brings, in this order. */
export interface GoneThrough {
  /** That strategies begin again, where they do. */
  readonly restarted: readonly Input[];
  readonly first: readonly Input[];
}

/**
 * So long the belt runs at most before sockets are read again, real ms. One reading of a socket that is full takes
 * 15,000 messages; turns of 5 ms did not empty the line before the next, which let it grow to all that came (of
 * 300,000 messages 260,000 waited, 20,000 with 50 ms) and cost a fifth more for its garbage.
 */
const TURN_MS = 50;
/** After so many inputs it is looked whether that is over. */
const LOOK_EVERY = 16;
/** The time is asked for at least so often, real ms: it may stand still, or be set. */
const LOOK_AGAIN_MS = 250;

/**
 * Drives a live session: the counterpart of a replay. What is pushed waits in one line. When it is taken, the
 * clock is advanced to the time at which it was received (where it is further already it stays), which fires the
 * timers due before it, and it is handed over with exactly that time. While none waits, the clock follows
 * `time` from one due timer to the next. So all that the belt sees, and when, follows from the inputs as they
 * are shown to `onInput`: a replay of these sees the same. While the belt runs, RxJS's wall clock is forbidden.
 * Begins when `feed` is subscribed; what was pushed before has waited.
 */
export class LiveInputs {
  private readonly line: WaitingLine;
  private readonly outlet = new InputOutlet(() => this.open());
  private phase: 'New' | 'Open' | 'Ending' | 'Over' = 'New';
  /** Why it ends, where that is an error. */
  private failure: { readonly error: unknown } | undefined = undefined;
  /** Whether a turn of the belt is to come soon; else the next look at the timers is. */
  private isTurnDue = false;
  /** Takes back the one or the other. */
  private takeBack: () => void = () => undefined;
  private isHeld: boolean;
  /** Whether the belt is at work. */
  private isRunning = false;

  constructor(private readonly options: LiveInputsOptions) {
    this.line = new WaitingLine(options.bound);
    this.isHeld = options.isHeld === true;
  }

  get feed(): Feed {
    return this.outlet.feed;
  }

  get command$(): Observable<CommandGiven> {
    return this.outlet.command$;
  }

  /** What a broker out there answered, as it comes onto the belt. */
  get heard$(): Observable<BrokerAnswer> {
    return this.outlet.answer$;
  }

  /** Inputs that wait, the most that ever did, and how many were folded into others. */
  get waiting(): Pick<WaitingLine, 'length' | 'longest' | 'conflated'> {
    return this.line;
  }

  /** Whether nothing goes onto the belt any more. */
  get isOver(): boolean {
    return this.phase === 'Over';
  }

  /**
   * Takes an input at its place behind those that wait; once it ends, only what the belt's own work brings about, such
   * as the answer to what it sent last. `heard` is called when all that follows at once from it has gone down the belt.
   */
  push(input: Input, heard?: () => void): void {
    if (this.phase === 'Over' || (this.phase === 'Ending' && !this.isRunning)) return;
    this.line.push(input, this.options.real.now(), heard);
    if (this.phase === 'Open') this.turnSoon();
  }

  /** As `push`, but before all that waits: a kill does not stand in line behind ticks. */
  pushUrgent(input: CommandInput, heard: () => void): void {
    if (this.phase === 'Ending' || this.phase === 'Over') return;
    this.line.pushUrgent(input, this.options.real.now(), heard);
    if (this.phase === 'Open') this.turnSoon();
  }

  /**
   * Of a session that goes on: gives the belt what it was given before, each input at its recorded time, and takes
   * time on to `until`, where the session's clock is known to have been. Nothing of it is shown to `onInput` again.
   */
  async repeat(batches: AsyncIterable<Iterable<Input>>, until: EpochMs | undefined): Promise<void> {
    for await (const batch of batches) {
      this.run(() => this.repeatBatch(batch));
      if (this.outlet.isClosed) return;
    }
    this.run(() => this.options.clock.advanceTo(until ?? epochMs(0)));
  }

  /**
   * Lets a session that was held go on: that it has begun again, what the past brings, and what has waited, is given
   * where the clock stands, before any time passes; then the clock comes to now. Nobody decides before the kills that
   * wait hold ({@link haltsBefore}).
   */
  goOn({ restarted, first }: GoneThrough): void {
    if (!this.isHeld || this.phase === 'Over') return;
    const arrivedAt = this.options.real.now();
    this.run(() => {
      const before = [...restarted, ...haltsBefore(this.line.commands), ...first];
      for (const input of before) this.giveHere({ input, arrivedAt });
      for (let next = this.line.take(); next !== undefined; next = this.line.take()) this.giveHere(next);
    });
    this.isHeld = false;
    if (!this.outlet.isClosed) this.turnSoon();
  }

  /** Once all that waits has gone down the belt, and time has come to now, completes the feed. */
  end(): void {
    if (this.phase === 'Over' || this.phase === 'Ending') return;
    this.phase = 'Ending';
    this.turnSoon();
  }

  /** As `end`, but the feed ends in `error`. */
  fail(error: unknown): void {
    this.failure ??= { error };
    this.end();
  }

  /** Ends at once and lets nothing more onto the belt. */
  close(): void {
    this.phase = 'Over';
    this.takeBack();
  }

  private open(): void {
    if (this.phase !== 'New') return;
    this.phase = 'Open';
    this.turnSoon();
  }

  private turnSoon(): void {
    if (this.isTurnDue || this.isHeld) return;
    this.isTurnDue = true;
    this.takeBack();
    this.takeBack = this.options.real.soon(() => this.turn());
  }

  private turn(): void {
    this.isTurnDue = false;
    this.run((until) => this.drain(until));
    if (this.phase === 'Over') return;
    if (this.line.length > 0) this.turnSoon();
    else if (this.phase === 'Ending') this.finish();
    else this.pace();
  }

  private repeatBatch(batch: Iterable<Input>): void {
    for (const input of batch) {
      this.options.clock.advanceTo(input.receivedAt);
      if (this.outlet.isClosed) return;
      this.outlet.give(input);
    }
  }

  /** At the time that it is on the belt. */
  private giveHere(waiting: Waiting): void {
    const receivedAt = epochMs(this.options.clock.now());
    if (!this.comesTo(receivedAt, Infinity)) return;
    this.give({ ...waiting, input: { ...waiting.input, receivedAt } });
  }

  private drain(until: number): void {
    for (let taken = 1; ; taken += 1) {
      const { next } = this.line;
      if (next === undefined || !this.comesTo(next.input.receivedAt, until)) return;
      if (this.line.next !== next) continue; // what a timer brought about goes before it, such as a halt
      this.line.take();
      this.give(next);
      if (this.outlet.isClosed || (taken % LOOK_EVERY === 0 && this.options.real.now() >= until)) return;
    }
  }

  /** Advances the clock to `at`; false where it is not there yet when the turn is over, or the belt has ended. */
  private comesTo(at: EpochMs, until: number): boolean {
    const { clock, real } = this.options;
    for (let fired = 1; ; fired += 1) {
      const due = clock.nextDueAt;
      if (due === undefined || due >= at) break;
      clock.advanceTo(due);
      if (this.outlet.isClosed || (fired % LOOK_EVERY === 0 && real.now() >= until)) return false;
    }
    clock.advanceTo(at);
    return !this.outlet.isClosed;
  }

  private give({ input, arrivedAt, heard }: Waiting): void {
    const { clock, onInput, onDone } = this.options;
    const at = epochMs(clock.now()); // where it came late, that is later than it was received
    const given = at === input.receivedAt ? input : { ...input, receivedAt: at };
    onInput(given);
    this.outlet.give(given);
    onDone(given, arrivedAt);
    heard?.();
  }

  /** Waits for the next timer of the clock, to fire it when the time has come. */
  private pace(): void {
    const { clock, time, real } = this.options;
    const due = clock.nextDueAt;
    const realMs = due === undefined ? Infinity : Math.ceil(time.realMsUntil(due));
    if (this.phase !== 'Open' || this.isTurnDue) return; // the look at the time may have told of a jump
    this.takeBack = real.later(() => this.look(), Math.min(realMs, LOOK_AGAIN_MS));
  }

  private look(): void {
    const { clock, time } = this.options;
    const now = time.now();
    if (this.isTurnDue) return;
    const due = clock.nextDueAt;
    if (due !== undefined && due <= now) this.run((until) => this.comesTo(now, until));
    this.pace();
  }

  private finish(): void {
    const now = this.options.time.now();
    this.run((until) => {
      if (!this.comesTo(now, until) || this.line.length > 0) return;
      if (this.failure === undefined) this.outlet.complete();
      else this.outlet.error(this.failure.error);
    });
    if (!this.outlet.isClosed) this.turnSoon();
  }

  /** Gives the belt a turn, which is over at the time that `work` is told; what is thrown ends it all. */
  private run(work: (until: number) => void): void {
    const allowWallClock = forbidWallClock();
    this.isRunning = true;
    try {
      work(this.options.real.now() + TURN_MS);
    } catch (error) {
      this.outlet.error(error);
    } finally {
      this.isRunning = false;
      allowWallClock();
    }
    if (this.outlet.isClosed) this.close();
  }
}
