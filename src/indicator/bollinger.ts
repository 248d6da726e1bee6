import { type Deviation, deviation, nextDeviation } from './deviation.js';
import { factorOf } from './periods.js';

/** Bollinger bands: a simple average with bands `width` population deviations around it; plain data. */
export interface Bollinger {
  readonly width: number;
  readonly deviation: Deviation;
  /** Undefined until `periods` values were seen. */
  readonly value: BollingerBands | undefined;
}

export interface BollingerBands {
  readonly middle: number;
  readonly upper: number;
  readonly lower: number;
  readonly deviation: number;
  /** Where the last value lies, 0 at the lower band and 1 at the upper; undefined where the bands are one. */
  readonly percentB: number | undefined;
  /** How far the bands are apart, as a share of the middle; undefined where that is 0. */
  readonly bandwidth: number | undefined;
}

/** Bands over `periods` values that have seen none. */
export const bollinger = (periods = 20, width = 2): Bollinger => ({
  width: factorOf('bollinger', width),
  deviation: deviation(periods),
  value: undefined,
});

/** Takes the next value; a missing one changes nothing. O(1), and once in `periods` steps O(periods). */
export const nextBollinger = (state: Bollinger, x: number | undefined): Bollinger => {
  const next = nextDeviation(state.deviation, x);
  if (next === state.deviation || x === undefined) return state;
  const { width } = state;
  return { width, deviation: next, value: next.value && bandsAround(next.value, width, x) };
};

const bandsAround = (
  { mean, deviation }: { readonly mean: number; readonly deviation: number },
  width: number,
  x: number,
): BollingerBands => {
  const upper = mean + width * deviation;
  const lower = mean - width * deviation;
  return {
    middle: mean,
    upper,
    lower,
    deviation,
    percentB: upper === lower ? undefined : (x - lower) / (upper - lower),
    bandwidth: mean === 0 ? undefined : (upper - lower) / mean,
  };
};
