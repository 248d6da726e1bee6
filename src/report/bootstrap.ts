import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { ascending, percentileOfSorted } from './percentile.js';

/** Bounds of a figure's interval of confidence. */
export type Interval = readonly [low: number, high: number];

/** How a series is drawn again. */
export interface Resampling {
  /** How many values in a row are drawn at a time; 1 for values that do not depend on one another. */
  readonly block: number;
  readonly resamples: number;
  readonly confidence: number;
  readonly seed: number;
}

/** 95 % of 2,000 resamples; always the same draws. */
export const RESAMPLING: Resampling = { block: 1, resamples: 2000, confidence: 0.95, seed: 1 };

/**
 * Interval of `figure` over series that are drawn from `values` with replacement, blocks of them round the end of the
 * series, so that each is drawn as often as the others: its percentiles among those that have a meaning. Null where
 * less than half of them have. The same on every machine. O(resamples × n).
 * Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 13; blocks: Politis and Romano (1992).
 */
export const bootstrap = (
  values: readonly number[],
  figure: (resample: readonly number[]) => number | null,
  { block, resamples, confidence, seed }: Resampling = RESAMPLING,
): Interval | null => {
  const random = xoroshiro128plus(seed);
  const drawn: number[] = values.map(() => 0);
  const found: number[] = [];
  for (let i = 0; i < resamples; i += 1) {
    for (let at = 0; at < drawn.length; at += block) {
      const from = uniformInt(random, 0, values.length - 1);
      for (let k = 0; k < block && at + k < drawn.length; k += 1)
        drawn[at + k] = values[(from + k) % values.length] ?? NaN;
    }
    const value = figure(drawn);
    if (value !== null) found.push(value);
  }
  found.sort(ascending);
  const outside = (1 - confidence) / 2;
  const [low, high] = [percentileOfSorted(found, outside), percentileOfSorted(found, 1 - outside)];
  return low === null || high === null || found.length * 2 < resamples ? null : [low, high];
};
