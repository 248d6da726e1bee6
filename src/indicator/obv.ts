import type { Candle } from '../domain/candle.js';
import type { Compat, Convention } from './convention.js';
import { isWhole } from './given.js';

/** On-balance volume: units traded in candles that closed higher less those in candles that closed lower; plain data. */
export interface Obv {
  readonly compat: Compat;
  readonly closeBefore: number | undefined;
  /** Undefined before the first candle; after it 0, by TA-Lib its volume. */
  readonly value: number | undefined;
}

export const obv = ({ compat = 'tradingview' }: Convention = {}): Obv => ({
  compat,
  closeBefore: undefined,
  value: undefined,
});

/** Takes the next candle; a missing one changes nothing. O(1). */
export const nextObv = (state: Obv, candle: Candle | undefined): Obv => {
  if (!isWhole(candle)) return state;
  const { compat, closeBefore, value } = state;
  const { close, volume } = candle;
  if (value === undefined || closeBefore === undefined)
    return { compat, closeBefore: close, value: compat === 'talib' ? volume : 0 };
  return { compat, closeBefore: close, value: value + Math.sign(close - closeBefore) * volume };
};
