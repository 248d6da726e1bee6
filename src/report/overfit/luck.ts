import { sharpePerPeriod } from '../sharpe.js';
import { dsr, luckySharpe, varianceOf } from './dsr.js';
import { type Overfitting, overfittingOf } from './pbo.js';
import { psr } from './psr.js';
import { sharpeSampleOf } from './sharpe-sample.js';
import { unjudgedReason } from './unjudged.js';
import { LEAST_PERIODS, type Verdict, verdictOf } from './verdict.js';

/** Whether the best row is likely luck, and the figures that say so. Sharpe ratios are of a period, never of a year. */
export interface Luck {
  readonly verdict: Verdict;
  /** Why, a line for people each. */
  readonly reasons: readonly string[];
  /** Combinations that were ever tried. */
  readonly trials: number;
  /** Returns of each. */
  readonly periods: number;
  readonly sharpe: number | null;
  /** What luck alone is expected to give the best of so many. */
  readonly luckySharpe: number;
  /** How likely the true Sharpe ratio is above 0, were it the only one tried. */
  readonly psr: number | null;
  /** How likely it is above what luck gives the best. */
  readonly dsr: number | null;
  readonly overfitting: Overfitting | null;
}

/**
 * Of the row whose returns are `best`, chosen from `columns` (the returns of all rows that have any, its own
 * included), of `trials` combinations tried, beside what a walk `forward` gained.
 */
export const luckOf = (
  best: readonly number[] | undefined,
  columns: readonly (readonly number[])[],
  trials: number,
  forward: { readonly netPnl: number } | null = null,
): Luck => {
  const sharpes = columns.flatMap((returns) => sharpePerPeriod(returns) ?? []);
  const variance = varianceOf(sharpes);
  const sample = sharpeSampleOf(best ?? []);
  const deflated = sample === null ? null : dsr(sample, trials, variance);
  const figures = {
    trials,
    periods: best?.length ?? 0,
    sharpe: sample?.sharpe ?? null,
    luckySharpe: luckySharpe(trials, variance),
    psr: sample === null ? null : psr(sample),
    dsr: deflated,
    overfitting: overfittingOf(columns),
  };
  return deflated === null || figures.periods < LEAST_PERIODS
    ? { verdict: 'cannot tell', reasons: [unjudgedReason(best, sample)], ...figures }
    : { ...verdictOf({ ...figures, dsr: deflated, forwardPnl: forward?.netPnl ?? null }), ...figures };
};
