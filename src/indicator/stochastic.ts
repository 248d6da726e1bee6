import type { Candle } from '../domain/candle.js';
import type { Compat, Convention } from './convention.js';
import { type Extremes, extremes, nextExtremes } from './extremes.js';
import { isWhole } from './given.js';
import { percentOfRange } from './percent-of-range.js';
import { nextSma, type Sma, sma } from './sma.js';

/** Stochastic: where the close lies in the range of the last candles, 0 to 100, smoothed twice; plain data. */
export interface Stochastic {
  readonly compat: Compat;
  readonly extremes: Extremes;
  readonly slow: Sma;
  readonly signal: Sma;
  /** Undefined until `periods` candles were seen. */
  readonly value: StochasticLines | undefined;
}

export interface StochasticLines {
  /** Fast %K; undefined where the range is 0, by TA-Lib 0 there. */
  readonly raw: number | undefined;
  /** %K, the mean of the last `slowing` raw ones there were; undefined until there are as many. */
  readonly k: number | undefined;
  /** %D, the mean of the last `smoothing` values of %K; undefined until there are as many. */
  readonly d: number | undefined;
}

/** (14, 1, 3) is the fast stochastic, (14, 3, 3) the slow one. */
export const stochastic = (
  periods = 14,
  slowing = 1,
  smoothing = 3,
  { compat = 'tradingview' }: Convention = {},
): Stochastic => ({
  compat,
  extremes: extremes(periods),
  slow: sma(slowing),
  signal: sma(smoothing),
  value: undefined,
});

/** Takes the next candle; a missing one changes nothing. O(1), and once in `periods` steps O(periods). */
export const nextStochastic = (state: Stochastic, candle: Candle | undefined): Stochastic => {
  if (!isWhole(candle)) return state;
  const { compat } = state;
  const next = nextExtremes(state.extremes, candle.high, candle.low);
  const raw = percentOfRange(candle.close, next.value, compat);
  const slow = nextSma(state.slow, raw);
  const signal = raw === undefined ? state.signal : nextSma(state.signal, slow.value);
  const value = next.value === undefined ? undefined : { raw, k: slow.value, d: signal.value };
  return { compat, extremes: next, slow, signal, value };
};
