import type { Convention } from './convention.js';
import { type Extremes, extremes, nextExtremes } from './extremes.js';
import { isGiven } from './given.js';
import { percentOfRange } from './percent-of-range.js';
import { nextRsi, type Rsi, rsi } from './rsi.js';
import { nextSma, type Sma, sma } from './sma.js';
import type { StochasticLines } from './stochastic.js';

/** Stochastic of the relative strength index: where it lies in its own range of late, 0 to 100; plain data. */
export interface StochRsi {
  readonly rsi: Rsi;
  readonly extremes: Extremes;
  readonly slow: Sma;
  readonly signal: Sma;
  /** Undefined until the index has a range. */
  readonly value: StochasticLines | undefined;
}

/** By TA-Lib %K is not smoothed, whatever `slowing` is. */
export const stochRsi = (
  periods = 14,
  rangePeriods = 14,
  slowing = 3,
  smoothing = 3,
  { compat = 'tradingview' }: Convention = {},
): StochRsi => ({
  rsi: rsi(periods, { compat }),
  extremes: extremes(rangePeriods),
  slow: sma(compat === 'talib' ? 1 : slowing),
  signal: sma(smoothing),
  value: undefined,
});

/** Takes the next value; a missing one changes nothing. O(1), and once in `rangePeriods` steps O(rangePeriods). */
export const nextStochRsi = (state: StochRsi, x: number | undefined): StochRsi => {
  if (!isGiven(x)) return state;
  const index = nextRsi(state.rsi, x);
  const { compat, value: strength } = index;
  if (strength === undefined) return { ...state, rsi: index };
  const next = nextExtremes(state.extremes, strength, strength);
  const raw = percentOfRange(strength, next.value, compat);
  const slow = nextSma(state.slow, raw);
  const signal = raw === undefined ? state.signal : nextSma(state.signal, slow.value);
  const value = next.value === undefined ? undefined : { raw, k: slow.value, d: signal.value };
  return { rsi: index, extremes: next, slow, signal, value };
};
