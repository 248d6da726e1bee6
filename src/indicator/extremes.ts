import { isGiven } from './given.js';
import { periodsOf } from './periods.js';
import { type Join, slide, type Sliding, sliding } from './sliding.js';

export interface HighLow {
  readonly high: number;
  readonly low: number;
}

/** The highest high and the lowest low of the last values; plain data. */
export interface Extremes {
  readonly window: Sliding<HighLow>;
  /** Undefined until `periods` values were seen. */
  readonly value: HighLow | undefined;
}

/** Extremes of `periods` values that have seen none. */
export const extremes = (periods: number): Extremes => ({
  window: sliding(periodsOf('extremes', periods)),
  value: undefined,
});

/**
 * Takes the next high and low, of a candle, or one value for both; if either is missing nothing changes.
 * O(1), and once in `periods` steps O(periods).
 */
export const nextExtremes = (
  state: Extremes,
  high: number | undefined,
  low: number | undefined,
): Extremes => {
  if (!isGiven(high) || !isGiven(low)) return state;
  const window = slide(state.window, { high, low }, wider);
  return { window, value: window.value };
};

const wider: Join<HighLow> = (older, newer) => ({
  high: Math.max(older.high, newer.high),
  low: Math.min(older.low, newer.low),
});
