import { isGiven } from './given.js';
import { periodsOf } from './periods.js';
import { type Seeded, unseeded, withSeed } from './seed.js';

/** Exponential moving average; plain data. Its `value` is undefined until it has begun. */
export type Ema = Seeded;

export interface EmaOptions {
  /**
   * `mean`: begins as the mean of the first `periods` values, as TradingView and TA-Lib do. `first`: begins as
   * the first value, and is ready at once, as pandas (`adjust=False`) and many libraries do.
   */
  readonly seed?: 'mean' | 'first';
}

/** An average over `periods` values that has seen none. */
export const ema = (periods: number, { seed = 'mean' }: EmaOptions = {}): Ema =>
  unseeded(periodsOf('ema', periods), seed === 'first' ? 1 : periods);

/**
 * e = e before + alpha * (x - e before), alpha = 2 / (periods + 1); a missing value changes nothing. Of equal
 * values it is the value itself, to the last bit. O(1). Alpha is not kept: a quotient costs less than a double
 * in a new object.
 */
export const nextEma = (state: Ema, x: number | undefined): Ema => {
  if (!isGiven(x)) return state;
  const { periods } = state;
  if (state.value === undefined) return withSeed(periods, state.seed, x);
  return { periods, seed: undefined, value: state.value + (2 / (periods + 1)) * (x - state.value) };
};
