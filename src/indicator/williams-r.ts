import type { Candle } from '../domain/candle.js';
import type { Compat, Convention } from './convention.js';
import { type Extremes, extremes, nextExtremes } from './extremes.js';
import { isWhole } from './given.js';

/** Williams %R: how far the close lies below the highest high of the last candles, 0 to -100; plain data. */
export interface WilliamsR {
  readonly compat: Compat;
  readonly extremes: Extremes;
  /** Undefined until `periods` candles were seen, and where their range is 0 (by TA-Lib 0 there). */
  readonly value: number | undefined;
}

export const williamsR = (periods = 14, { compat = 'tradingview' }: Convention = {}): WilliamsR => ({
  compat,
  extremes: extremes(periods),
  value: undefined,
});

/** Takes the next candle; a missing one changes nothing. O(1), and once in `periods` steps O(periods). */
export const nextWilliamsR = (state: WilliamsR, candle: Candle | undefined): WilliamsR => {
  if (!isWhole(candle)) return state;
  const { compat } = state;
  const next = nextExtremes(state.extremes, candle.high, candle.low);
  return { compat, extremes: next, value: next.value && belowHigh(candle.close, next.value, compat) };
};

const belowHigh = (
  close: number,
  { high, low }: { readonly high: number; readonly low: number },
  compat: Compat,
): number | undefined => {
  if (high === low) return compat === 'talib' ? 0 : undefined;
  return (100 * (close - high)) / (high - low);
};
