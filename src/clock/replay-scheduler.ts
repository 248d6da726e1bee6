import type { SchedulerAction, Subscription } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { type EpochMs, epochMs } from '../domain/time.js';
import { ReplayAction } from './replay-action.js';

/**
 * Virtual time for marble tests and backtests alike. It is never run by itself: a replay advances it to the
 * time of each stored message, which fires the timers due by then, in order of time and, for equal times, in
 * the order in which they were set. Stored messages are not scheduled on it, so its queue holds only timers
 * that are pending and its memory stays flat however long it runs.
 */
export class ReplayScheduler extends TestScheduler {
  /** `startAt` is the first moment; `assertDeepEqual` serves marble tests only. */
  constructor(
    startAt: EpochMs = epochMs(0),
    assertDeepEqual: (actual: unknown, expected: unknown) => void = noAssertion,
  ) {
    super(assertDeepEqual);
    this.frame = startAt;
  }

  override schedule<T>(
    work: (this: SchedulerAction<T>, state?: T) => void,
    delay = 0,
    state?: T,
  ): Subscription {
    return new ReplayAction(this, work).schedule(state, delay);
  }

  /**
   * Moves time on to `at`, firing all timers due by then, those set meanwhile included. Time never goes back:
   * an earlier `at` fires what is due now and changes nothing else, and a delay below zero is due now. Throws
   * what a timer throws; the timers after it stay.
   */
  advanceTo(at: EpochMs): void {
    const { actions } = this;
    const until = Math.max(at, this.frame);
    for (let next = actions[0]; next !== undefined && next.delay <= until; next = actions[0]) {
      actions.shift();
      this.frame = Math.max(next.delay, this.frame);
      const error: unknown = next.execute(next.state, next.delay);
      if (error !== undefined) throw error;
    }
    this.frame = Math.max(until, this.frame); // a timer may have advanced it further
  }

  /** When the next timer is due; undefined when none is set. */
  get nextDueAt(): EpochMs | undefined {
    const [next] = this.actions;
    return next === undefined ? undefined : epochMs(next.delay);
  }

  /** Keeps the queue sorted by time; equal times keep the order of their coming. O(log n) and a move. */
  enqueue(action: ReplayScheduler['actions'][number]): void {
    const { actions } = this;
    let low = 0;
    let high = actions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((actions[middle]?.delay ?? Infinity) <= action.delay) low = middle + 1;
      else high = middle;
    }
    actions.splice(low, 0, action);
  }

  /** Takes a pending action out of the queue. O(n). */
  dequeue(action: ReplayScheduler['actions'][number]): void {
    this.actions.splice(this.actions.indexOf(action), 1);
  }
}

const noAssertion = (): void => undefined;
