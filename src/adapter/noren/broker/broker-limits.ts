import { MINUTE_MS, SECOND_MS } from '../../../domain/time.js';
import { PACE_LIMITS, type PaceLimits } from './order-pace.js';

/** How fast orders go out, and when the broker's books are read; real milliseconds. */
export interface BrokerLimits {
  readonly pace: PaceLimits;
  /** A call whose end nobody knows may still be carried out for so long after it was given up. */
  readonly graceMs: number;
  /** Of an order that nothing was said of for so long the books show how it rests. */
  readonly quietMs: number;
  /** An order whose answer is due is looked up after so long. */
  readonly awaitMs: number;
  /** Between two readings while one of them did not settle all, or failed. */
  readonly againMs: number;
  /** Between two readings while orders are open, in case an update was lost. */
  readonly everyMs: number;
  /** A session that was cut off goes on only with the books read; so often that is tried. */
  readonly goOnTries: number;
}

export const BROKER_LIMITS: BrokerLimits = {
  pace: PACE_LIMITS,
  graceMs: 20 * SECOND_MS,
  quietMs: 3 * SECOND_MS,
  awaitMs: 5 * SECOND_MS,
  againMs: 3 * SECOND_MS,
  everyMs: MINUTE_MS,
  goOnTries: 10,
};
