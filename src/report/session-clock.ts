import { sessionDayOf, startOfSession } from '../domain/session.js';
import { DAY_MS, type EpochMs } from '../domain/time.js';

/**
 * Adds up session time: of each session (IST date) what lies between its first and its last tick. The nights
 * between are left out, so two readings are apart by the session time that passed between them.
 */
export class SessionClock {
  /** Session time so far, in ms. */
  elapsedMs = 0;
  private endsAt = -Infinity;
  /** Time of the session's newest tick; infinite before its first, so that the first adds nothing. */
  private tickedAt = Infinity;

  /** True when `at` lies in a later session than all before; that session has then begun. */
  enter(at: EpochMs): boolean {
    if (at < this.endsAt) return false;
    this.endsAt = startOfSession(sessionDayOf(at)) + DAY_MS;
    this.tickedAt = Infinity;
    return true;
  }

  /** A tick came at `at`, in the session entered last. */
  tick(at: EpochMs): void {
    if (at > this.tickedAt) this.elapsedMs += at - this.tickedAt;
    this.tickedAt = at;
  }
}
