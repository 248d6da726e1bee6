import { type Deviation, deviation, nextDeviation } from './deviation.js';
import { isGiven } from './given.js';

/** How many population deviations the last value lies from the mean of the last ones; plain data. */
export interface ZScore {
  readonly deviation: Deviation;
  /** Undefined until `periods` values were seen, and where they are all the same. */
  readonly value: number | undefined;
}

export const zScore = (periods = 20): ZScore => ({ deviation: deviation(periods), value: undefined });

/** Takes the next value; a missing one changes nothing. O(1), and once in `periods` steps O(periods). */
export const nextZScore = (state: ZScore, x: number | undefined): ZScore => {
  if (!isGiven(x)) return state;
  const next = nextDeviation(state.deviation, x);
  const score =
    next.value && (next.value.deviation === 0 ? undefined : (x - next.value.mean) / next.value.deviation);
  return { deviation: next, value: score };
};
