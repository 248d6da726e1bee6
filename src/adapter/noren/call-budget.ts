import type { SchedulerLike } from 'rxjs';
import { MINUTE_MS, SECOND_MS } from '../../domain/time.js';
import { wait } from './wait.js';

/** No more than `calls` within any `withinMs`. */
export interface CallLimit {
  readonly calls: number;
  readonly withinMs: number;
}

/** Below what brokers publish for calls that are no orders: 40 a second and 200 a minute (Flattrade, 2026). */
export const READ_LIMITS: readonly CallLimit[] = [
  { calls: 10, withinMs: SECOND_MS },
  { calls: 150, withinMs: MINUTE_MS },
];

/** Lets calls through no faster than its limits allow. */
export interface CallBudget {
  /** Resolves when the next call may go out, in the order of asking; rejects when `signal` aborts. */
  take(signal: AbortSignal): Promise<void>;
}

/** A budget that keeps every one of `limits` over any stretch of `scheduler`'s time. */
export const callBudget = (limits: readonly CallLimit[], scheduler: SchedulerLike): CallBudget => {
  const most = Math.max(...limits.map(({ calls }) => calls));
  /** When the last calls went out, the oldest first. */
  const times: number[] = [];
  let line: Promise<unknown> = Promise.resolve();

  const go = async (signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    const dueIn = Math.max(
      ...limits.map(({ calls, withinMs }) => (times.at(-calls) ?? -Infinity) + withinMs - scheduler.now()),
    );
    if (dueIn > 0) await wait(dueIn, scheduler, signal);
    times.push(scheduler.now());
    if (times.length > most) times.shift();
  };

  return {
    take: (signal) => {
      const turn = line.then(() => go(signal));
      line = turn.catch(() => undefined); // who was waiting is told; the next has its turn
      return turn;
    },
  };
};
