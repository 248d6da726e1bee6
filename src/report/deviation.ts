import { meanOf } from './mean.js';

/** Sample deviation, n − 1; null of fewer than two. */
export const deviationOf = (values: readonly number[]): number | null => {
  const mean = meanOf(values);
  if (mean === null || values.length < 2) return null;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
};

/** Values whose `deviation` about their `mean` is of rounding errors only: equal ones do not leave one of zero. */
export const isSteady = (deviation: number, mean: number): boolean =>
  deviation < 1e-12 * Math.max(1, Math.abs(mean));
