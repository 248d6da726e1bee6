import { isGiven } from './given.js';
import { periodsOf } from './periods.js';
import { type Join, slide, type Sliding, sliding } from './sliding.js';

/** Means of a run of values, plain and weighted 1, 2, 3 … from its oldest. */
interface Means {
  readonly mean: number;
  readonly weighted: number;
}

/** Weighted moving average: of the last values the newest weighs `periods`, the oldest 1; plain data. */
export interface Wma {
  readonly window: Sliding<Means>;
  /** Undefined until `periods` values were seen. */
  readonly value: number | undefined;
}

/** An average over `periods` values that has seen none. */
export const wma = (periods: number): Wma => ({
  window: sliding(periodsOf('wma', periods)),
  value: undefined,
});

/** Takes the next value; a missing one changes nothing. O(1), and once in `periods` steps O(periods). */
export const nextWma = (average: Wma, x: number | undefined): Wma => {
  if (!isGiven(x)) return average;
  const window = slide(average.window, { mean: x, weighted: x }, joinMeans);
  return { window, value: window.value?.weighted };
};

/** In the whole run, the newer values weigh `olderCount` more each than in their own. */
const joinMeans: Join<Means> = (older, newer, olderCount, newerCount) => {
  const ownWeight = (newerCount * (newerCount + 1)) / 2;
  const addedWeight = olderCount * newerCount;
  const weight = (olderCount * (olderCount + 1)) / 2 + ownWeight + addedWeight;
  return {
    mean: older.mean + (newer.mean - older.mean) * (newerCount / (olderCount + newerCount)),
    weighted:
      older.weighted +
      ((newer.weighted - older.weighted) * ownWeight + (newer.mean - older.weighted) * addedWeight) / weight,
  };
};
