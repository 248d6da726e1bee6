import { isGiven } from './given.js';
import { periodsOf } from './periods.js';
import { type Join, slide, type Sliding, sliding } from './sliding.js';

/** Mean of a run of values and the sum of their squared distances from it. */
interface Moments {
  readonly mean: number;
  readonly squares: number;
}

/** Mean and population standard deviation of the last values; plain data. */
export interface Deviation {
  readonly window: Sliding<Moments>;
  /** Undefined until `periods` values were seen. */
  readonly value: { readonly mean: number; readonly deviation: number } | undefined;
}

/** A deviation over `periods` values that has seen none. */
export const deviation = (periods: number): Deviation => ({
  window: sliding(periodsOf('deviation', periods)),
  value: undefined,
});

/**
 * Takes the next value; a missing one changes nothing. The deviation divides by `periods`, and is exactly 0 of
 * equal values. O(1), and once in `periods` steps O(periods).
 */
export const nextDeviation = (state: Deviation, x: number | undefined): Deviation => {
  if (!isGiven(x)) return state;
  const window = slide(state.window, { mean: x, squares: 0 }, joinMoments);
  if (window.value === undefined) return { window, value: undefined };
  const { mean, squares } = window.value;
  return { window, value: { mean, deviation: Math.sqrt(squares / window.size) } };
};

/** Chan, Golub and LeVeque (1979), Updating formulae and a pairwise algorithm for computing sample variances. */
const joinMoments: Join<Moments> = (older, newer, olderCount, newerCount) => {
  const share = newerCount / (olderCount + newerCount);
  const apart = newer.mean - older.mean;
  return {
    mean: older.mean + apart * share,
    squares: older.squares + newer.squares + apart * apart * olderCount * share,
  };
};
