import { type DayVolume, dayVolume, nextDayVolume, tradedSince } from '../domain/day-volume.js';
import { type SessionDay, sessionDayOf } from '../domain/session.js';
import type { Tick } from '../domain/tick.js';
import { bandsAround, type VwapBands } from './volume-mean.js';

/**
 * Volume-weighted average price since the session (IST date) began, with its standard deviation; plain data.
 * Traded quantity is the growth of the cumulative day volume between ticks, priced at the later tick's last.
 */
export interface SessionVwap {
  readonly session: SessionDay | undefined;
  /** How far the day's volume was counted. */
  readonly volume: DayVolume;
  /**
   * Prices are summed as whole ten-thousandths of a rupee from this one: little is lost to cancellation, and
   * prices that are all the same have no deviation, not even one of rounding.
   */
  readonly base: number;
  readonly traded: number;
  readonly sum: number;
  readonly sumOfSquares: number;
  /** Ticks of the session that had both a price and a volume. */
  readonly count: number;
}

export const sessionVwap: SessionVwap = {
  session: undefined,
  volume: dayVolume(0),
  base: 0,
  traded: 0,
  sum: 0,
  sumOfSquares: 0,
  count: 0,
};

/**
 * Takes the next tick. The first of a session sets the base: what was traded before it, at prices unseen, is
 * left out. A volume that falls counts as nothing traded, and never twice: {@link nextDayVolume}. A tick without a
 * price or a volume changes nothing. O(1).
 */
export const nextSessionVwap = (vwap: SessionVwap, tick: Tick): SessionVwap => {
  const { last, volume } = tick;
  if (last === undefined || volume === undefined) return vwap;
  const session = sessionDayOf(tick.at);
  if (session !== vwap.session)
    return { session, volume: dayVolume(volume), base: last, traded: 0, sum: 0, sumOfSquares: 0, count: 1 };
  const traded = tradedSince(vwap.volume, volume);
  const distance = stepsFrom(vwap.base, last);
  return {
    session,
    volume: nextDayVolume(vwap.volume, volume),
    base: vwap.base,
    traded: vwap.traded + traded,
    sum: vwap.sum + traded * distance,
    sumOfSquares: vwap.sumOfSquares + traded * distance * distance,
    count: vwap.count + 1,
  };
};

/** The average in rupees; undefined before anything was traded. */
export const vwapOf = ({ base, sum, traded }: SessionVwap): number | undefined =>
  traded === 0 ? undefined : base + sum / traded / STEPS;

/** How far `price` lies above the average, rupees; undefined before anything was traded. */
export const distanceFromVwap = ({ base, sum, traded }: SessionVwap, price: number): number | undefined =>
  traded === 0 ? undefined : (stepsFrom(base, price) - sum / traded) / STEPS;

/** Volume-weighted population standard deviation of the price around the average, rupees. */
export const vwapDeviationOf = ({ sum, sumOfSquares, traded }: SessionVwap): number | undefined =>
  traded === 0 ? undefined : Math.sqrt(Math.max(0, sumOfSquares / traded - (sum / traded) ** 2)) / STEPS;

/** The average with bands `width` deviations around it; undefined before anything was traded. */
export const vwapBandsOf = (vwap: SessionVwap, width: number): VwapBands | undefined => {
  const mean = vwapOf(vwap);
  const deviation = vwapDeviationOf(vwap);
  return mean === undefined || deviation === undefined ? undefined : bandsAround(mean, deviation, width);
};

/** Steps in a rupee. */
const STEPS = 10_000;

const stepsFrom = (base: number, price: number): number => Math.round((price - base) * STEPS);
