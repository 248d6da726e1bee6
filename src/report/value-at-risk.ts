import { normalQuantile } from '../domain/normal.js';
import { deviationOf } from './deviation.js';
import { meanOf } from './mean.js';
import { ascending, percentileOf } from './percentile.js';

/** The share of the days that are worse, by convention. */
export const TAIL = 0.05;

/** What a day loses that is worse than all but `tail` of the days, as a return. Null for no returns. */
export const historicalVar = (returns: readonly number[], tail = TAIL): number | null =>
  percentileOf(returns, tail);

/** The same of a normal distribution of their mean and sample deviation. Null for fewer than two returns. */
export const parametricVar = (returns: readonly number[], tail = TAIL): number | null => {
  const [mean, deviation] = [meanOf(returns), deviationOf(returns)];
  return mean === null || deviation === null ? null : mean + normalQuantile(tail) * deviation;
};

/** Mean of the worst ⌊(n − 1) · tail⌋ + 1 returns. Null for no returns. */
export const conditionalVar = (returns: readonly number[], tail = TAIL): number | null =>
  meanOf([...returns].sort(ascending).slice(0, Math.floor((returns.length - 1) * tail) + 1));

/** Size of the best days over that of the worst: abs(p95) / abs(p5). Null for no returns, and where p5 is 0. */
export const tailRatio = (returns: readonly number[]): number | null => {
  const [best, worst] = [percentileOf(returns, 1 - TAIL), percentileOf(returns, TAIL)];
  return best === null || worst === null || worst === 0 ? null : Math.abs(best) / Math.abs(worst);
};
