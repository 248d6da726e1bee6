import type { Observable } from 'rxjs';
import type { EpochMs } from '../domain/time.js';

/** The time that a live session goes by: the wall's, or that of a simulated exchange. */
export interface TimeSource {
  /** Never goes back. Whole milliseconds. */
  now(): EpochMs;
  /** Real milliseconds until `at`; 0 once it has passed, Infinity where time stands still before it. */
  realMsUntil(at: EpochMs): number;
  /** Tells of a clock that was set, once each; left out where that cannot happen. */
  readonly jump$?: Observable<ClockJump>;
}

/** A clock was set, or stood still while the machine slept. */
export interface ClockJump {
  /** The session's time from then on. */
  readonly at: EpochMs;
  /** By how much the clock moved against the time that really passed; negative is back. */
  readonly byMs: number;
  /** Whether the session's time went with it; it never goes back. */
  readonly isFollowed: boolean;
}
