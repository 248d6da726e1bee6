import { isGiven } from './given.js';
import { type Lag, lag, nextLag } from './lag.js';

/** Rate of change over some values, percent; plain data. */
export interface Roc {
  readonly lag: Lag;
  /** 100 * (x / x then - 1); undefined until there is one from `periods` values ago, and where that is 0. */
  readonly value: number | undefined;
}

export const roc = (periods = 9): Roc => ({ lag: lag(periods), value: undefined });

/** Takes the next value; a missing one changes nothing. O(1), and once in `periods` steps O(periods). */
export const nextRoc = (state: Roc, x: number | undefined): Roc => {
  if (!isGiven(x)) return state;
  const next = nextLag(state.lag, x);
  const then = next.value;
  return { lag: next, value: then === undefined || then === 0 ? undefined : 100 * (x / then - 1) };
};
