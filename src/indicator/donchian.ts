import type { Candle } from '../domain/candle.js';
import { type Extremes, extremes, nextExtremes } from './extremes.js';
import { isWhole } from './given.js';

/** Donchian channel: the highest high and lowest low of the last candles, this one among them; plain data. */
export interface Donchian {
  readonly extremes: Extremes;
  /**
   * Undefined until `periods` candles were seen. To test for a breakout compare a candle with the channel
   * before it: its own high is never above the channel after it.
   */
  readonly value: DonchianChannel | undefined;
}

export interface DonchianChannel {
  readonly upper: number;
  readonly lower: number;
  readonly middle: number;
}

/** A channel of `periods` candles that has seen none. */
export const donchian = (periods = 20): Donchian => ({ extremes: extremes(periods), value: undefined });

/** Takes the next candle; a missing one changes nothing. O(1), and once in `periods` steps O(periods). */
export const nextDonchian = (state: Donchian, candle: Candle | undefined): Donchian => {
  if (!isWhole(candle)) return state;
  const next = nextExtremes(state.extremes, candle.high, candle.low);
  if (next.value === undefined) return { extremes: next, value: undefined };
  const { high: upper, low: lower } = next.value;
  return { extremes: next, value: { upper, lower, middle: (upper + lower) / 2 } };
};
