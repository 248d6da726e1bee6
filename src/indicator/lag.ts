import { isGiven } from './given.js';
import { periodsOf } from './periods.js';
import { eldest, slide, type Sliding, sliding } from './sliding.js';

/** What a value was some values ago; plain data. */
export interface Lag {
  readonly window: Sliding<number>;
  /** Undefined until there is one from `periods` values ago. */
  readonly value: number | undefined;
}

export const lag = (periods: number): Lag => ({
  window: sliding(periodsOf('lag', periods) + 1),
  value: undefined,
});

/** Takes the next value; a missing one changes nothing. O(1), and once in `periods` steps O(periods). */
export const nextLag = (state: Lag, x: number | undefined): Lag => {
  if (!isGiven(x)) return state;
  const window = slide(state.window, x, eldest);
  return { window, value: window.value };
};
