import { isGiven } from './given.js';
import { periodsOf } from './periods.js';
import { type Seeded, unseeded, withSeed } from './seed.js';

/**
 * Wilder's moving average: exponential with alpha = 1 / periods, begun as the mean of the first; plain data. Its
 * `value` is undefined until `periods` values were seen.
 */
export type Rma = Seeded;

/** An average over `periods` values that has seen none. */
export const rma = (periods: number): Rma => unseeded(periodsOf('rma', periods), periods);

/**
 * r = r before + (x - r before) / periods; a missing value changes nothing. O(1).
 * Source: Wilder, New Concepts in Technical Trading Systems (1978).
 */
export const nextRma = (state: Rma, x: number | undefined): Rma => {
  if (!isGiven(x)) return state;
  const { periods } = state;
  if (state.value === undefined) return withSeed(periods, state.seed, x);
  return { periods, seed: undefined, value: state.value + (x - state.value) / periods };
};
