import { Subscription } from 'rxjs';
import { LiveInputs } from '../adapter/live/live-inputs.js';
import { ReplayScheduler } from '../clock/replay-scheduler.js';
import { forbidWallClock } from '../clock/wall-clock-guard.js';
import type { Entry } from '../domain/entry.js';
import type { Command } from '../domain/event.js';
import type { Quality } from '../domain/quality.js';
import { type EpochMs, epochMs } from '../domain/time.js';
import { assemble } from '../operator/assemble.js';
import type { Pipeline } from '../operator/pipeline.js';
import type { BrokerOf } from '../port/broker.js';
import type { Notice } from '../port/feed.js';
import type { CommandInput, InputSource } from '../port/input.js';
import type { RealTime } from '../port/real-time.js';
import type { Recorder } from '../port/recorder.js';
import type { ClockJump, TimeSource } from '../port/time-source.js';
import type { CommandGiven } from '../port/world.js';
import type { Latency } from '../report/latency.js';
import { RunDigest } from '../report/run-digest.js';
import { CommandsAsked } from './commands-asked.js';
import type { Reader } from './read-entries.js';
import type { Resumed } from './resumed.js';
import type { SecondLife } from './second-life.js';
import { THE_SESSION } from '../domain/the-session.js';
import { LiveFigures, type LiveStats } from './live-figures.js';
import { MACHINE_TIME } from './machine-time.js';
import { OpenWork, type Standing } from './open-work.js';

/** What becomes of open orders and positions when a session is stopped. */
export type OnStop = 'keep' | 'cancel' | 'flatten';

export interface LiveSessionOptions {
  /** Subscribed once, from the beginning of the session to its end. Its messages are of `time`. */
  readonly feed: InputSource;
  readonly time: TimeSource;
  /**
   * Where the session's clock begins: `time.now()` just before, or where it began, of one that goes on. With the
   * inputs and the end it repeats the session.
   */
  readonly startAt: EpochMs;
  /** Of a session that goes on: its past, which is gone through again before the feed is subscribed. */
  readonly second?: SecondLife;
  readonly broker: BrokerOf;
  readonly quality: Quality;
  /** Each is shown every entry, in this order, behind the recorder; of a session that goes on, the past as well. */
  readonly readers: readonly Reader[];
  /** Each is shown every entry that is new, behind the readers. */
  readonly tellers?: readonly Reader[];
  /** Told when the past is over, before anything new comes. */
  readonly onResumed?: (resumed: Resumed) => void;
  readonly recorder?: Recorder;
  /** From so many waiting inputs on, updates of a token are folded into one; {@link LINE_BOUND} when left out. */
  readonly lineBound?: number;
  /** How long a stop waits for orders to end, real ms; {@link STOP_WITHIN_MS} when left out. */
  readonly stopWithinMs?: number;
  /** This machine's when left out. */
  readonly real?: RealTime;
}

/** A few milliseconds of the belt's work; about a tenth of a second of the fastest feed. */
export const LINE_BOUND = 10_000;
export const STOP_WITHIN_MS = 4_000;

export interface LiveResult {
  /** Of the decisions and what came of them; a replay of the session's inputs has the same. */
  readonly digest: string;
  /** Where the session's clock came to. */
  readonly endAt: EpochMs;
  /** Why it ended: that of `stop`, or that the feed was complete. */
  readonly reason: string;
  /** What it leaves open. */
  readonly standing: Standing;
  readonly stats: LiveStats;
}

/** A notice of the session's own; it gets its time where it is put into the line. */
export type NoticeTold = Pick<Notice, 'event' | 'token' | 'detail'>;

/** A command from outside; it gets its time where it is put into the line. */
export type CommandTold = Omit<CommandGiven, 'kind'>;

export interface LiveSession {
  /**
   * Resolves when all has gone down the belt, the feed is left and the recording closed. Rejects, the recording
   * closed as well, with what the feed, a stage, a reader or the guard against wall clocks throws.
   */
  readonly done: Promise<LiveResult>;
  /**
   * Ends the session: no new orders from now on; `cancel` has open orders cancelled, `flatten` positions closed
   * at market as well, and both wait until that is done, `stopWithinMs` at most. A second call ends the waiting.
   */
  stop(reason: string, policy: OnStop): void;
  /**
   * Puts a command before all that waits. Resolves with it as it stands on the tape once all that was decided at it
   * has gone down the belt; with undefined where the session ended before.
   */
  command(given: CommandTold): Promise<Command | undefined>;
  /** Puts a notice on the tape. */
  tell(notice: NoticeTold): void;
  stats(): LiveStats;
  /** The latency since this was last asked. */
  lap(): Latency;
}

/**
 * Runs `pipeline` on a live feed from now on, on the belt and by the clock of a backtest, which real time drives
 * ({@link LiveInputs}). A replay of what the recorder was given repeats it entry by entry.
 */
export const liveSession = (pipeline: Pipeline, options: LiveSessionOptions): LiveSession => {
  const session = new Session(pipeline, options);
  return {
    done: session.run(),
    stop: (reason, policy) => session.stop(reason, policy),
    command: (given) => session.command(given),
    tell: (notice) => session.tell(notice),
    stats: () => session.stats(),
    lap: () => session.lap(),
  };
};

class Session {
  private readonly clock: ReplayScheduler;
  private readonly inputs: LiveInputs;
  private readonly real: RealTime;
  private readonly digest = new RunDigest();
  private readonly figures: LiveFigures;
  private readonly work = new OpenWork();
  /** While the past is gone through. */
  private second: SecondLife | undefined;
  private stopping: { readonly reason: string; readonly policy: OnStop; isHeard: boolean } | undefined =
    undefined;
  private readonly asked = new CommandsAsked();
  /** Takes back the end of the waiting for orders. */
  private takeBack: () => void = () => undefined;

  constructor(
    private readonly pipeline: Pipeline,
    private readonly options: LiveSessionOptions,
  ) {
    const { startAt, time, real = MACHINE_TIME, lineBound = LINE_BOUND, recorder, second } = options;
    this.real = real;
    this.second = second;
    this.clock = new ReplayScheduler(startAt);
    this.figures = new LiveFigures(pipeline.instruments.keys(), startAt);
    this.inputs = new LiveInputs({
      clock: this.clock,
      time,
      real,
      bound: lineBound,
      isHeld: second !== undefined,
      onInput: (input) => recorder?.input(input),
      onDone: (input, arrivedAt) => this.figures.done(input, real.now() - arrivedAt),
    });
  }

  async run(): Promise<LiveResult> {
    const running = new Subscription();
    try {
      const over = this.belt(running);
      over.catch(() => undefined); // told below
      if (this.second !== undefined) await this.relive(this.second);
      if (!this.inputs.isOver) this.connect(running);
      await over;
    } catch (error) {
      await this.close(running).catch(() => undefined); // what ended the session is what is told
      throw error;
    }
    const endAt = await this.close(running);
    return {
      digest: this.digest.hex(),
      endAt,
      reason: this.stopping?.reason ?? 'the feed is complete',
      standing: this.work.standing,
      stats: this.stats(),
    };
  }

  stop(reason: string, policy: OnStop): void {
    if (this.stopping !== undefined) {
      this.end();
      return;
    }
    const stopping = { reason, policy, isHeard: false };
    this.stopping = stopping;
    const command = policy === 'keep' ? 'halt' : policy;
    const told = { command, strategy: undefined, token: undefined, by: THE_SESSION, reason } as const;
    this.inputs.push(this.commandInput(told), () => {
      stopping.isHeard = true;
      this.endWhenSettled();
    });
    const { stopWithinMs = STOP_WITHIN_MS } = this.options;
    this.takeBack = this.real.later(() => this.end(), stopWithinMs);
  }

  command(given: CommandTold): Promise<Command | undefined> {
    return this.asked.ask((heard) => this.inputs.pushUrgent(this.commandInput(given), heard));
  }

  tell(notice: NoticeTold): void {
    this.inputs.push({ kind: 'Notice', receivedAt: this.options.time.now(), ...notice });
  }

  stats(): LiveStats {
    return this.figures.stats(this.clock.now(), this.inputs.waiting);
  }

  lap(): Latency {
    return this.figures.lap();
  }

  private commandInput({ command, strategy, token, by, reason }: CommandTold): CommandInput {
    const receivedAt = this.options.time.now();
    return { kind: 'Command', receivedAt, command, strategy, token, by, reason };
  }

  /** The one subscription of the belt. Settles with it. */
  private belt(running: Subscription): Promise<void> {
    const { broker, quality } = this.options;
    const entry$ = assemble(this.pipeline, {
      clock: this.clock,
      feed: this.inputs.feed,
      quality,
      broker: broker(this.clock, this.inputs.heard$),
      command$: this.inputs.command$,
    });
    const allowWallClock = forbidWallClock();
    const over = new Promise<void>((resolve, reject) => {
      running.add(
        entry$.subscribe({
          next: (entry) => {
            try {
              this.see(entry);
            } catch (error) {
              reject(error);
              running.unsubscribe();
            }
          },
          error: reject,
          complete: resolve,
        }),
      );
    });
    allowWallClock();
    return over;
  }

  /** Goes through the past; what follows from it and is new is recorded and told. */
  private async relive(second: SecondLife): Promise<void> {
    const { clock, inputs, real, work } = this;
    const { time, recorder, tellers = [], onResumed } = this.options;
    const found = await second.goThrough({ clock, inputs, real, time, work });
    if (found === undefined) return;
    this.second = undefined;
    for (const entry of found.fresh) {
      recorder?.entry(entry);
      for (const teller of tellers) teller(entry);
    }
    onResumed?.(found.resumed);
    inputs.goOn(found);
  }

  /** Subscribes what comes from outside. */
  private connect(running: Subscription): void {
    const { feed, time } = this.options;
    const error = (cause: unknown): void => this.inputs.fail(cause);
    running.add(time.jump$?.subscribe({ next: (jump) => this.tell(jumped(jump)), error }));
    running.add(
      feed.message$.subscribe({
        next: (message) => this.inputs.push(message),
        error,
        complete: () => this.inputs.end(),
      }),
    );
  }

  private see(entry: Entry): void {
    const { recorder, readers, tellers = [] } = this.options;
    const { second } = this;
    if (second === undefined) recorder?.entry(entry);
    else second.take(entry);
    this.digest.take(entry);
    this.figures.take(entry);
    this.work.take(entry);
    for (const reader of readers) reader(entry);
    if (second === undefined) for (const teller of tellers) teller(entry);
    if (entry.kind === 'OrderUpdate') this.endWhenSettled();
    else if (entry.kind === 'Command') this.asked.take(entry);
  }

  private endWhenSettled(): void {
    if (this.stopping?.isHeard !== true) return;
    const { policy } = this.stopping;
    const isSettled =
      policy === 'keep' || (!this.work.hasOrders && (policy === 'cancel' || !this.work.hasPositions));
    if (isSettled) this.end();
  }

  /** What waits goes down the belt, and nothing goes out any more. */
  private end(): void {
    this.options.feed.leave?.();
    this.inputs.end();
  }

  private async close(running: Subscription): Promise<EpochMs> {
    this.takeBack();
    this.inputs.close();
    this.asked.close();
    running.unsubscribe();
    const endAt = epochMs(this.clock.now());
    // A past that was not gone through to its end leaves the recording as it is.
    if (this.second === undefined) await this.options.recorder?.close(endAt, this.digest.hex());
    return endAt;
  }
}

const jumped = ({ byMs, isFollowed }: ClockJump): NoticeTold => ({
  event: 'ClockJumped',
  token: undefined,
  detail:
    `the wall clock ${byMs < 0 ? 'went back' : 'jumped ahead'} by ${Math.abs(byMs)} ms; ` +
    (isFollowed ? 'the session goes by it' : 'the session goes on steadily'),
});
