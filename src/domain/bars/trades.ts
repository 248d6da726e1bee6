import { type DayVolume, dayVolume, nextDayVolume, tradedSince } from '../day-volume.js';
import { sessionDayOf, startOfSession } from '../session.js';
import type { Tick } from '../tick.js';
import { DAY_MS, type EpochMs, MINUTE_MS, SECOND_MS } from '../time.js';
import { MessageMark } from '../touchline.js';
import type { SessionHours, Window } from './session-hours.js';

/**
 * Tells which ticks of one token tell of a trade, and of how much: where the day's volume has grown or the last price
 * is another. A token's first message in a run only says where it stands, unless it comes with the open: how old its
 * price and its volume are, nobody knows.
 */
export class Trades {
  /** The IST day of the last tick, from its midnight to the next. */
  private dayFrom = Infinity;
  private dayTo = -Infinity;
  private isHeard = false;
  private last: number | undefined = undefined;
  /** As far as it is counted today; undefined while none was told, or that of the day before. */
  private counted: DayVolume | undefined = undefined;
  private told: number | undefined = undefined;
  /** What was told last on the day before. */
  private former: number | undefined = undefined;
  /** Whether today's counter was seen before anything was traded in the session, so that it begins at zero. */
  private isFromZero = false;
  private hasBegun = false;
  /** The part of the session that the last trade was in. */
  private window: Window | undefined = undefined;

  constructor(private readonly hours: SessionHours) {}

  /**
   * Units traded by `tick`, of time `at`, since the one before it; 0 where the feed does not tell them, undefined where
   * it tells of no trade within the session.
   */
  take(tick: Tick, at: EpochMs): number | undefined {
    if (at < this.dayFrom || at >= this.dayTo) this.turnTo(at);
    const isFirst = !this.isHeard;
    this.isHeard = true;
    if (!this.hasBegun && !this.isFromZero) this.isFromZero = this.isUntraded(tick, at, isFirst);
    const { last, volume } = tick;
    if (last === undefined) return undefined;
    const before = this.last;
    this.last = last;
    const traded =
      volume === undefined
        ? this.tradedBySight(tick, at, isFirst, before)
        : this.tradedByCount(tick, volume, at, isFirst, before);
    if (traded === undefined || !this.isTrading(at)) return undefined;
    this.hasBegun = true;
    this.isFromZero = false;
    return traded;
  }

  private turnTo(at: EpochMs): void {
    this.dayFrom = startOfSession(sessionDayOf(at));
    this.dayTo = this.dayFrom + DAY_MS;
    this.former = this.told;
    this.counted = undefined;
    this.isFromZero = false;
    this.hasBegun = false;
  }

  /** Whether nothing was traded in the session before `tick`, or what was is all of it. */
  private isUntraded({ last, volume, flags }: Tick, at: EpochMs, isFirst: boolean): boolean {
    if (volume === 0 || (volume !== undefined && volume === this.former && last === this.last)) return true;
    if ((flags & MessageMark.Bar) !== 0) return true;
    const open = this.hours.openOf(at);
    // what a run hears first, later than that, may still be the volume of the day before
    return open !== undefined && at < open + (isFirst ? SECOND_MS : MINUTE_MS);
  }

  private tradedByCount(
    { last, flags }: Tick,
    volume: number,
    at: EpochMs,
    isFirst: boolean,
    before: number | undefined,
  ): number | undefined {
    this.told = volume;
    const { counted } = this;
    const isStill = counted === undefined && volume === this.former && last === before;
    if (volume === 0 || isStill) return undefined;
    const isAnew = counted === undefined || (this.isFromZero && volume < counted.now);
    this.counted = isAnew ? dayVolume(volume) : nextDayVolume(counted, volume);
    const traded = isAnew ? (this.isFromZero ? volume : 0) : tradedSince(counted, volume);
    if (isFirst) return this.isKnown(flags, at) ? traded : undefined;
    return isAnew || traded > 0 || last !== before ? traded : undefined;
  }

  /** Where the feed tells no volume: another price is a trade, and so is all that a feed without quotes tells. */
  private tradedBySight(
    { last, previousClose, open, bid, ask, flags }: Tick,
    at: EpochMs,
    isFirst: boolean,
    before: number | undefined,
  ): 0 | undefined {
    if (before !== undefined && last !== before) return 0;
    if (last === previousClose && open === undefined) return undefined; // of the day before
    if (bid === undefined && ask === undefined) return 0;
    return before === undefined && (!isFirst || this.isKnown(flags, at)) ? 0 : undefined;
  }

  /** Whether a first message is of a trade of just now: in the session's first minute, or played from a bar. */
  private isKnown(flags: number, at: EpochMs): boolean {
    if ((flags & MessageMark.Bar) !== 0) return true;
    const open = this.hours.openOf(at);
    return open !== undefined && open <= at && at < open + MINUTE_MS;
  }

  private isTrading(at: EpochMs): boolean {
    const { window } = this;
    if (window !== undefined && at >= window.from && at < window.to) return true;
    this.window = this.hours.windowOf(at);
    return this.window !== undefined;
  }
}
