import { isGiven } from './given.js';
import { periodsOf } from './periods.js';

/** Exponential moving average; plain data. */
export interface Ema {
  readonly periods: number;
  /** How many first values it begins with the mean of. */
  readonly seeds: number;
  /** Values seen, up to `seeds`. */
  readonly seen: number;
  /** Of what was seen: a plain mean up to `seeds` values. */
  readonly average: number;
  /** Undefined until `seeds` values were seen. */
  readonly value: number | undefined;
}

export interface EmaOptions {
  /**
   * `mean`: begins as the mean of the first `periods` values, as TradingView and TA-Lib do. `first`: begins as
   * the first value, and is ready at once, as pandas (`adjust=False`) and many libraries do.
   */
  readonly seed?: 'mean' | 'first';
}

/** An average over `periods` values that has seen none. */
export const ema = (periods: number, { seed = 'mean' }: EmaOptions = {}): Ema => ({
  periods: periodsOf('ema', periods),
  seeds: seed === 'first' ? 1 : periods,
  seen: 0,
  average: 0,
  value: undefined,
});

/**
 * e = e before + alpha * (x - e before), alpha = 2 / (periods + 1); a missing value changes nothing. Of equal
 * values it is the value itself, to the last bit. O(1). Alpha is not kept: a quotient costs less than a double
 * in a new object.
 */
export const nextEma = (state: Ema, x: number | undefined): Ema => {
  if (!isGiven(x)) return state;
  const { periods, seeds, seen, average } = state;
  if (seen < seeds) {
    const mean = average + (x - average) / (seen + 1);
    return { periods, seeds, seen: seen + 1, average: mean, value: seen + 1 < seeds ? undefined : mean };
  }
  const next = average + (2 / (periods + 1)) * (x - average);
  return { periods, seeds, seen, average: next, value: next };
};
