import type { EpochMs } from '../domain/time.js';

/** The time that a live session goes by: the wall's, or that of a simulated exchange. */
export interface TimeSource {
  /** Never goes back. */
  now(): EpochMs;
  /** Real milliseconds until `at`; 0 once it has passed, Infinity where time stands still before it. */
  realMsUntil(at: EpochMs): number;
}
