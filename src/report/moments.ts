import { isSteady } from './deviation.js';
import { meanOf } from './mean.js';

/** Population skewness m3 / m2^1.5; null for no values and where they do not vary. */
export const skewness = (values: readonly number[]): number | null => standardMoment(values, 3);

/** Population kurtosis m4 / m2², raw: 3 for a normal distribution. Null for no values and where they do not vary. */
export const kurtosis = (values: readonly number[]): number | null => standardMoment(values, 4);

const standardMoment = (values: readonly number[], order: number): number | null => {
  const mean = meanOf(values);
  if (mean === null) return null;
  const deviation = Math.sqrt(centralMoment(values, mean, 2));
  return isSteady(deviation, mean) ? null : centralMoment(values, mean, order) / deviation ** order;
};

const centralMoment = (values: readonly number[], mean: number, order: number): number =>
  values.reduce((sum, value) => sum + (value - mean) ** order, 0) / values.length;
