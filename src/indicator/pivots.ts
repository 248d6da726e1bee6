import type { SessionRange } from './session-range.js';

/** A session's pivot and the levels around it, by the range of the session before; nearest to the pivot first. */
export interface Pivots {
  readonly pivot: number;
  readonly resistances: readonly number[];
  readonly supports: readonly number[];
}

/** Central pivot range: the pivot between two others. */
export interface CentralPivots {
  readonly pivot: number;
  readonly top: number;
  readonly bottom: number;
}

/** (H + L + C) / 3, and three levels to either side. */
export const classicPivots = (range: SessionRange): Pivots => {
  const { high, low } = range;
  const pivot = middleOf(range);
  const { resistances, supports } = innerLevels(pivot, range);
  return {
    pivot,
    resistances: [...resistances, high + 2 * (pivot - low)],
    supports: [...supports, low - 2 * (high - pivot)],
  };
};

/** The classic pivot, and 0.382, 0.618 and 1 ranges to either side. */
export const fibonacciPivots = (range: SessionRange): Pivots =>
  levelsAround(middleOf(range), middleOf(range), range, [0.382, 0.618, 1]);

/** The classic pivot, and a twelfth, a sixth, a quarter and a half of 1.1 ranges to either side of the close. */
export const camarillaPivots = (range: SessionRange): Pivots =>
  levelsAround(middleOf(range), range.close, range, [1.1 / 12, 1.1 / 6, 1.1 / 4, 1.1 / 2]);

/**
 * (H + L + 2 C) / 4, and two levels to either side; with `todaysOpen` the variant that weighs it in place of
 * the close.
 */
export const woodiePivots = (range: SessionRange, todaysOpen = range.close): Pivots => {
  const pivot = (range.high + range.low + 2 * todaysOpen) / 4;
  return { pivot, ...innerLevels(pivot, range) };
};

/** The classic pivot, the middle of the range, and that mirrored in the pivot: the higher is the top. */
export const centralPivots = (range: SessionRange): CentralPivots => {
  const pivot = middleOf(range);
  const middle = (range.high + range.low) / 2;
  const mirrored = 2 * pivot - middle;
  return { pivot, top: Math.max(middle, mirrored), bottom: Math.min(middle, mirrored) };
};

const middleOf = ({ high, low, close }: SessionRange): number => (high + low + close) / 3;

const innerLevels = (pivot: number, { high, low }: SessionRange): Omit<Pivots, 'pivot'> => ({
  resistances: [2 * pivot - low, pivot + (high - low)],
  supports: [2 * pivot - high, pivot - (high - low)],
});

const levelsAround = (
  pivot: number,
  centre: number,
  { high, low }: SessionRange,
  shares: readonly number[],
): Pivots => ({
  pivot,
  resistances: shares.map((share) => centre + share * (high - low)),
  supports: shares.map((share) => centre - share * (high - low)),
});
