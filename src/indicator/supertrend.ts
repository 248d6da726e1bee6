import type { Candle } from '../domain/candle.js';
import { type Atr, atr, nextAtr } from './atr.js';
import { isWhole } from './given.js';
import { factorOf } from './periods.js';

/** Supertrend: a stop line that trails the price by some average true ranges; plain data. */
export interface Supertrend {
  readonly factor: number;
  readonly atr: Atr;
  readonly closeBefore: number | undefined;
  /** Undefined until the range is ready. */
  readonly value: SupertrendLine | undefined;
}

export interface SupertrendLine {
  readonly trend: 'up' | 'down';
  /** The lower band in an up trend, the upper one in a down trend. */
  readonly line: number;
  readonly upper: number;
  readonly lower: number;
}

/** `factor` ranges over `periods` candles, none seen. */
export const supertrend = (periods = 10, factor = 3): Supertrend => ({
  factor: factorOf('supertrend', factor),
  atr: atr(periods),
  closeBefore: undefined,
  value: undefined,
});

/**
 * Takes the next candle; a missing one changes nothing. A band moves only towards the price, unless the close
 * before was past it; the trend turns when the close passes the other band. The first trend is down. O(1).
 */
export const nextSupertrend = (state: Supertrend, candle: Candle | undefined): Supertrend => {
  if (!isWhole(candle)) return state;
  const { factor } = state;
  const range = nextAtr(state.atr, candle);
  const value = range.value === undefined ? undefined : lineOf(state, candle, factor * range.value);
  return { factor, atr: range, closeBefore: candle.close, value };
};

const lineOf = (
  { value: before, closeBefore }: Supertrend,
  { high, low, close }: Candle,
  distance: number,
): SupertrendLine => {
  const upper = (high + low) / 2 + distance;
  const lower = (high + low) / 2 - distance;
  if (before === undefined || closeBefore === undefined) return trending('down', upper, lower);
  const finalUpper = upper < before.upper || closeBefore > before.upper ? upper : before.upper;
  const finalLower = lower > before.lower || closeBefore < before.lower ? lower : before.lower;
  const isUp = before.trend === 'up' ? close >= finalLower : close > finalUpper;
  return trending(isUp ? 'up' : 'down', finalUpper, finalLower);
};

const trending = (trend: 'up' | 'down', upper: number, lower: number): SupertrendLine => ({
  trend,
  line: trend === 'up' ? lower : upper,
  upper,
  lower,
});
