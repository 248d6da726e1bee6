import { deviationOf, isSteady } from './deviation.js';
import { meanOf } from './mean.js';

/** Sample covariance (n − 1) of pairs that stand at the same place; null of fewer than two. */
export const covarianceOf = (a: readonly number[], b: readonly number[]): number | null => {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  if (meanA === null || meanB === null || a.length < 2) return null;
  return a.reduce((sum, value, i) => sum + (value - meanA) * ((b[i] ?? 0) - meanB), 0) / (a.length - 1);
};

/** Pearson's correlation; null of fewer than two pairs, and where one side does not vary. */
export const correlationOf = (a: readonly number[], b: readonly number[]): number | null => {
  const [covariance, deviationA, deviationB] = [covarianceOf(a, b), deviationOf(a), deviationOf(b)];
  if (covariance === null || deviationA === null || deviationB === null) return null;
  if (isSteady(deviationA, meanOf(a) ?? 0) || isSteady(deviationB, meanOf(b) ?? 0)) return null;
  return covariance / (deviationA * deviationB);
};
