import { isGiven } from './given.js';
import { periodsOf } from './periods.js';
import { type Join, slide, type Sliding, sliding } from './sliding.js';

/** Of a run of values: mean, sum of squared distances from it, and of those times the distance in time. */
interface Moments {
  readonly mean: number;
  readonly squares: number;
  readonly products: number;
}

/** The straight line that lies nearest to the last values (least squares); plain data. */
export interface LinearRegression {
  readonly window: Sliding<Moments>;
  /** Undefined until `periods` values were seen. */
  readonly value: RegressionLine | undefined;
}

export interface RegressionLine {
  /** Change from value to value. */
  readonly slope: number;
  /** Where the line is at the first value of the window and at the last. */
  readonly start: number;
  readonly end: number;
  /** Population deviation of the values from the line. */
  readonly deviation: number;
  /** The share of the values' variance that the line explains, 0 to 1; undefined where they are all the same. */
  readonly rSquared: number | undefined;
}

/** A line through at least two values. */
export const linearRegression = (periods = 14): LinearRegression => ({
  window: sliding(periodsOf('linearRegression', periods, 2)),
  value: undefined,
});

/** Takes the next value; a missing one changes nothing. O(1), and once in `periods` steps O(periods). */
export const nextLinearRegression = (state: LinearRegression, x: number | undefined): LinearRegression => {
  if (!isGiven(x)) return state;
  const window = slide(state.window, { mean: x, squares: 0, products: 0 }, joinMoments);
  return { window, value: window.value && lineThrough(window.value, window.size) };
};

/** The means of two runs that follow each other lie half of all their values apart in time. */
const joinMoments: Join<Moments> = (older, newer, olderCount, newerCount) => {
  const count = olderCount + newerCount;
  const apart = newer.mean - older.mean;
  const weight = (olderCount * newerCount) / count;
  return {
    mean: older.mean + apart * (newerCount / count),
    squares: older.squares + newer.squares + weight * apart * apart,
    products: older.products + newer.products + weight * apart * (count / 2),
  };
};

const lineThrough = ({ mean, squares, products }: Moments, n: number): RegressionLine => {
  const timeSquares = (n * (n * n - 1)) / 12;
  const slope = products / timeSquares;
  const explained = slope * products;
  return {
    slope,
    start: mean - (slope * (n - 1)) / 2,
    end: mean + (slope * (n - 1)) / 2,
    deviation: Math.sqrt(Math.max(0, squares - explained) / n),
    rSquared: squares === 0 ? undefined : Math.min(1, explained / squares),
  };
};
