import { IST_OFFSET_MS } from '../domain/session.js';
import { type EpochMs, epochMs, HOUR_MS } from '../domain/time.js';
import type { Token } from '../domain/token.js';
import { FlagCounter, type FlagCounts } from './flag-counts.js';

/** What was odd about one token in one hour (IST). */
export interface QualityRow {
  readonly token: Token;
  readonly instrument: string;
  readonly hourAt: EpochMs;
  /** Ticks that carried each flag, dropped ones included. */
  readonly flags: FlagCounts;
  readonly dropped: number;
}

/**
 * Counts the flags of ticks, as a whole and by token and hour. An hour in which nothing was odd is not kept, so
 * it grows with what is odd, by the hour and not by the tick. Ticks come in the order of their times.
 */
export class QualityLog {
  private readonly whole = new FlagCounter();
  private readonly hours: Hour[] = [];
  /** The newest of each token. */
  private readonly newest = new Map<Token, Hour>();

  constructor(private readonly nameOf: (of: { readonly token: Token }) => string) {}

  /** A tick of `token` at `at` has `flags`, and is on the belt or was dropped. */
  take(token: Token, at: EpochMs, flags: number, isDropped: boolean): void {
    this.whole.take(flags);
    let hour = this.newest.get(token);
    if (hour === undefined || at >= hour.endsAt) {
      hour = { token, endsAt: hourOf(at) + HOUR_MS, counter: new FlagCounter(), dropped: 0 };
      this.newest.set(token, hour);
      this.hours.push(hour);
    }
    hour.counter.take(flags);
    if (isDropped) hour.dropped += 1;
  }

  get byName(): FlagCounts {
    return this.whole.byName;
  }

  /** By hour; within one, in the order in which the tokens were first odd. */
  get rows(): readonly QualityRow[] {
    return this.hours.map(({ token, endsAt, counter, dropped }) => ({
      token,
      instrument: this.nameOf({ token }),
      hourAt: epochMs(endsAt - HOUR_MS),
      flags: counter.byName,
      dropped,
    }));
  }
}

interface Hour {
  readonly token: Token;
  readonly endsAt: number;
  readonly counter: FlagCounter;
  dropped: number;
}

/** When the IST hour of `at` began: half past one of UTC. */
const hourOf = (at: EpochMs): number => Math.floor((at + IST_OFFSET_MS) / HOUR_MS) * HOUR_MS - IST_OFFSET_MS;
