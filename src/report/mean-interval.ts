import { normalQuantile } from '../domain/normal.js';
import { type Interval, RESAMPLING } from './bootstrap.js';
import { deviationOf } from './deviation.js';
import { meanOf } from './mean.js';

/**
 * Interval of the mean of many `values`, where its distribution is normal for practical purposes: mean ± z · s / √n, s
 * with n − 1. What a bootstrap comes to in the end, for the cost of reading them: O(n). Null for fewer than two.
 */
export const meanInterval = (
  values: readonly number[],
  confidence: number = RESAMPLING.confidence,
): Interval | null => {
  const [mean, deviation] = [meanOf(values), deviationOf(values)];
  if (mean === null || deviation === null) return null;
  const reach = (normalQuantile((1 + confidence) / 2) * deviation) / Math.sqrt(values.length);
  return [mean - reach, mean + reach];
};
