import { SECOND_MS } from '../../../domain/time.js';
import type { RealTime } from '../../../port/real-time.js';

/** No more than `calls` within any `withinMs`; the last `reserved` of them for what takes risk away. */
export interface PaceLimits {
  readonly calls: number;
  readonly withinMs: number;
  readonly reserved: number;
}

/** Regulation has ten a second and exchange, placing, modifying and cancelling counted together. */
export const PACE_LIMITS: PaceLimits = { calls: 9, withinMs: SECOND_MS, reserved: 3 };

/** Lets order calls out no faster than their limits. */
export interface OrderPace {
  /**
   * Resolves when the next call may go out: what is urgent before what is not, each in the order of asking.
   * Rejects when `signal` aborts before.
   */
  take(isUrgent: boolean, signal: AbortSignal): Promise<void>;
}

/** A pace that keeps `limits` over any stretch of real time. */
export const orderPace = (limits: PaceLimits, real: RealTime): OrderPace => {
  const { calls, withinMs, reserved } = limits;
  /** When the last calls went out, the oldest first. */
  const times: number[] = [];
  const urgent: Waiting[] = [];
  const others: Waiting[] = [];
  let takeBack: () => void = () => undefined;

  const lineOf = (isUrgent: boolean): Waiting[] => (isUrgent ? urgent : others);

  /** How long until one more may go out. */
  const dueIn = (isUrgent: boolean): number => {
    const most = isUrgent ? calls : calls - reserved;
    return (times.at(-most) ?? -Infinity) + withinMs - real.now();
  };

  const letOut = (isUrgent: boolean): void => {
    const line = lineOf(isUrgent);
    for (let next = line[0]; next !== undefined && dueIn(isUrgent) <= 0; next = line[0]) {
      line.shift();
      times.push(real.now());
      if (times.length > calls) times.shift();
      next.go();
    }
  };

  const pump = (): void => {
    takeBack();
    letOut(true);
    letOut(false);
    const waits = [true, false].filter((isUrgent) => lineOf(isUrgent).length > 0).map(dueIn);
    if (waits.length > 0) takeBack = real.later(pump, Math.max(1, Math.min(...waits)));
  };

  return {
    take: (isUrgent, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const line = lineOf(isUrgent);
        const waiting: Waiting = {
          go: () => {
            signal.removeEventListener('abort', leave);
            resolve();
          },
        };
        const leave = (): void => {
          line.splice(line.indexOf(waiting), 1);
          const reason: unknown = signal.reason;
          reject(reason);
          pump();
        };
        signal.addEventListener('abort', leave, { once: true });
        line.push(waiting);
        pump();
      }),
  };
};

interface Waiting {
  readonly go: () => void;
}
