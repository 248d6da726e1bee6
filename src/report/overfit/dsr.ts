import { normalQuantile } from '../../domain/normal.js';
import { deviationOf } from '../deviation.js';
import { psr } from './psr.js';
import type { SharpeSample } from './sharpe-sample.js';

/** Euler's constant. */
const GAMMA = 0.577_215_664_901_532_9;

/**
 * The Sharpe ratio of a period that the best of `trials` is to be expected to have by luck alone, where the ratios of
 * the trials have this `variance`: √V · ((1 − γ) Φ⁻¹(1 − 1/N) + γ Φ⁻¹(1 − 1/(N·e))). 0 of a single trial, which was
 * not chosen. Trials that are alike count as if they were not, which makes it too high rather than too low.
 * Source: Bailey and López de Prado (2014), Journal of Portfolio Management 40(5), 94-107.
 */
export const luckySharpe = (trials: number, variance: number): number =>
  trials <= 1
    ? 0
    : Math.sqrt(variance) *
      ((1 - GAMMA) * normalQuantile(1 - 1 / trials) + GAMMA * normalQuantile(1 - 1 / (trials * Math.E)));

/**
 * Deflated Sharpe ratio: how likely the true Sharpe ratio of the best of `trials` is above what luck alone would have
 * given the best. `variance` is that of the trials' Sharpe ratios of a period. Null as {@link psr}.
 */
export const dsr = (sample: SharpeSample, trials: number, variance: number): number | null =>
  psr(sample, luckySharpe(trials, variance));

/** Variance of the Sharpe ratios of trials (n − 1); 0 of fewer than two. */
export const varianceOf = (sharpes: readonly number[]): number => (deviationOf(sharpes) ?? 0) ** 2;
