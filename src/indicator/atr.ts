import type { Candle } from '../domain/candle.js';
import type { Compat, Convention } from './convention.js';
import { isWhole } from './given.js';
import { nextRma, type Rma, rma } from './rma.js';
import { trueRangeOf } from './true-range.js';

/** Average true range, Wilder's average of it, rupees; plain data. */
export interface Atr {
  readonly compat: Compat;
  readonly average: Rma;
  readonly closeBefore: number | undefined;
  /** Undefined until `periods` candles were seen; by TA-Lib one more, since its first has no true range. */
  readonly value: number | undefined;
}

/** A range over `periods` candles that has seen none. */
export const atr = (periods = 14, { compat = 'tradingview' }: Convention = {}): Atr => ({
  compat,
  average: rma(periods),
  closeBefore: undefined,
  value: undefined,
});

/** Takes the next candle; a missing one changes nothing. O(1). */
export const nextAtr = (state: Atr, candle: Candle | undefined): Atr => {
  if (!isWhole(candle)) return state;
  const { compat, closeBefore } = state;
  const isLeftOut = compat === 'talib' && closeBefore === undefined;
  const average = isLeftOut ? state.average : nextRma(state.average, trueRangeOf(candle, closeBefore));
  return { compat, average, closeBefore: candle.close, value: average.value };
};
