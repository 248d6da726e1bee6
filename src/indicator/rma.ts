import { isGiven } from './given.js';
import { periodsOf } from './periods.js';

/** Wilder's moving average: exponential with alpha = 1 / periods, begun with the mean of the first; plain data. */
export interface Rma {
  readonly periods: number;
  /** Values seen, up to `periods`. */
  readonly seen: number;
  /** Of what was seen: a plain mean up to `periods` values. */
  readonly average: number;
  /** Undefined until `periods` values were seen. */
  readonly value: number | undefined;
}

/** An average over `periods` values that has seen none. */
export const rma = (periods: number): Rma => ({
  periods: periodsOf('rma', periods),
  seen: 0,
  average: 0,
  value: undefined,
});

/**
 * r = r before + (x - r before) / periods; a missing value changes nothing. O(1).
 * Source: Wilder, New Concepts in Technical Trading Systems (1978).
 */
export const nextRma = (state: Rma, x: number | undefined): Rma => {
  if (!isGiven(x)) return state;
  const { periods, average } = state;
  const seen = Math.min(state.seen + 1, periods);
  const next = average + (x - average) / seen;
  return { periods, seen, average: next, value: seen < periods ? undefined : next };
};
