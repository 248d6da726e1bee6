import type { TimedCandle } from '../domain/candle.js';
import { type DayVolume, dayVolume, nextDayVolume, tradedSince } from '../domain/day-volume.js';
import { type SessionDay, sessionDayOf } from '../domain/session.js';
import type { Tick } from '../domain/tick.js';
import { isWhole } from './given.js';
import { factorOf } from './periods.js';
import { EMPTY_RANGE, type PriceRange, rangeWith } from './price-range.js';

/** Units traded by price since the session (IST date) began; plain data. Read it with {@link valueAreaOf}. */
export interface VolumeProfile extends PriceRange {
  /** Rupees, some ticks of the instrument; bin i holds the prices nearest to i of it. */
  readonly binSize: number;
  readonly session: SessionDay | undefined;
  /** How far the day's volume was counted. */
  readonly volume: DayVolume;
  /** Units at prices too far from those of the profile to be of one market: a typing error must not fill the memory. */
  readonly leftOut: number;
  /**
   * Where the first of these were, with what is near. Once more is traded there, it is the profile's prices that are
   * absurd.
   */
  readonly apart: PriceRange;
}

/** A profile in bins of `binSize` rupees that has seen nothing. */
export const volumeProfile = (binSize: number): VolumeProfile => ({
  binSize: factorOf('volumeProfile', binSize),
  session: undefined,
  volume: dayVolume(0),
  ...EMPTY_RANGE,
  leftOut: 0,
  apart: EMPTY_RANGE,
});

/**
 * Takes the next tick: what the cumulative volume has grown by was traded at its last price. The first of a session
 * sets the volume to grow from, and none counts twice: {@link nextDayVolume}. A tick without a price or a volume
 * changes nothing. O(bins / 32).
 */
export const nextVolumeProfile = (state: VolumeProfile, tick: Tick): VolumeProfile => {
  const { last, volume } = tick;
  if (last === undefined || volume === undefined) return state;
  const session = sessionDayOf(tick.at);
  if (session !== state.session)
    return { ...volumeProfile(state.binSize), session, volume: dayVolume(volume) };
  const bin = binOf(last, state.binSize);
  const traded = tradedSince(state.volume, volume);
  return withUnits({ ...state, volume: nextDayVolume(state.volume, volume) }, bin, bin, traded);
};

/**
 * Takes the next candle, its volume spread evenly from its low to its high: where in it the trades were is
 * not known. A missing one changes nothing. O(bins of the candle * bins / 32).
 */
export const nextCandleVolumeProfile = (
  state: VolumeProfile,
  candle: TimedCandle | undefined,
): VolumeProfile => {
  if (!isWhole(candle)) return state;
  const session = sessionDayOf(candle.openAt);
  const before = session === state.session ? state : { ...volumeProfile(state.binSize), session };
  const { high, low, volume } = candle;
  return withUnits(before, binOf(low, state.binSize), binOf(high, state.binSize), volume);
};

/** A price on a bin's edge is of the upper one, whichever way its quotient was rounded. */
const binOf = (price: number, binSize: number): number => Math.floor(price / binSize + 0.5 + 1e-9);

const withUnits = (state: VolumeProfile, low: number, high: number, units: number): VolumeProfile => {
  if (units <= 0) return state;
  const range = rangeWith(state, low, high, units);
  if (range !== undefined) return { ...state, ...range };
  const apart = rangeWith(state.apart, low, high, units) ?? state.apart;
  const leftOut = state.leftOut + units;
  if (apart.units <= state.units) return { ...state, apart, leftOut };
  const { bins, lowest, highest, units: before } = state;
  return {
    ...state,
    ...apart,
    apart: { bins, lowest, highest, units: before },
    leftOut: leftOut + before - apart.units,
  };
};
