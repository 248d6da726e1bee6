import { isGiven } from './given.js';
import { periodsOf } from './periods.js';
import { type Join, slide, type Sliding, sliding } from './sliding.js';

/** Simple moving average, the mean of the last values; plain data. */
export interface Sma {
  readonly window: Sliding<number>;
  /** Undefined until `periods` values were seen. */
  readonly value: number | undefined;
}

/** An average over `periods` values that has seen none. */
export const sma = (periods: number): Sma => ({
  window: sliding(periodsOf('sma', periods)),
  value: undefined,
});

/** Takes the next value; a missing one changes nothing. O(1), and once in `periods` steps O(periods). */
export const nextSma = (average: Sma, x: number | undefined): Sma => {
  if (!isGiven(x)) return average;
  const window = slide(average.window, x, joinMeans);
  return { window, value: window.value };
};

/** A mean rather than a sum: that of equal values is the value itself, to the last bit. */
const joinMeans: Join<number> = (older, newer, olderCount, newerCount) =>
  older + (newer - older) * (newerCount / (olderCount + newerCount));
