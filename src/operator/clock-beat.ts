import {
  Observable,
  type SchedulerAction,
  type SchedulerLike,
  type Subscriber,
  type Subscription,
} from 'rxjs';
import type { ClockTicked, Event } from '../domain/event.js';
import type { Stamp } from '../domain/entry.js';
import { type EpochMs, epochMs, MINUTE_MS, SECOND_MS } from '../domain/time.js';
import { MARGIN_MS, type ToldHours } from '../domain/told-hours.js';

/**
 * Tells the belt that time passes: every whole second in the `hours` of doing so and for {@link MARGIN_MS} behind a
 * tick, an order's update or a command, which may come at any hour; else every whole minute. A night or a weekend
 * of seconds in which nothing can happen would be most of what a backtest over many days does. It depends on the
 * calendar and on what came down the belt alone, so a replay tells the very moments that the session told. Notices
 * of a feed change nothing in it: no tape has them.
 */
export class ClockBeat {
  private subscriber: Subscriber<ClockTicked> | undefined = undefined;
  /** Up to here every second is told. */
  private secondsUntil = -Infinity;
  /** When it is told next. */
  private dueAt = Infinity;
  private timer: Subscription | undefined = undefined;

  constructor(
    private readonly clock: SchedulerLike,
    private readonly hours: ToldHours,
    private readonly stamp: Stamp,
  ) {}

  /** For one subscription. */
  readonly told$ = new Observable<ClockTicked>((subscriber) => {
    this.subscriber = subscriber;
    this.set(this.nextAfter(this.stamp.now()));
    return () => this.timer?.unsubscribe();
  });

  /** `event` came down the belt. */
  hear({ kind, at }: Event): void {
    const until = at + MARGIN_MS;
    if (until <= this.secondsUntil || kind === 'ClockTicked' || kind === 'FeedEvent') return;
    this.secondsUntil = until;
    const next = wholeAfter(at, SECOND_MS);
    if (next >= this.dueAt) return;
    this.timer?.unsubscribe();
    this.set(next);
  }

  private set(at: EpochMs): void {
    const { clock, stamp } = this;
    this.dueAt = at;
    const tell = (): number => this.tell();
    this.timer = clock.schedule(function (this: SchedulerAction<unknown>) {
      this.schedule(undefined, tell()); // the same timer again: another one each second costs more
    }, at - stamp.now());
  }

  /** Returns how long it is to the next time. */
  private tell(): number {
    const { stamp } = this;
    const at = stamp.now();
    this.subscriber?.next({ kind: 'ClockTicked', seq: stamp.seq(), at });
    this.dueAt = this.nextAfter(at);
    return this.dueAt - at;
  }

  private nextAfter(at: EpochMs): EpochMs {
    const second = wholeAfter(at, SECOND_MS);
    if (second <= this.secondsUntil) return second;
    const until = this.hours(second);
    if (until === undefined) return wholeAfter(at, MINUTE_MS);
    this.secondsUntil = until;
    return second;
  }
}

/** The first multiple of `ms` behind `at`. */
const wholeAfter = (at: EpochMs, ms: number): EpochMs => epochMs(at - (at % ms) + ms);
