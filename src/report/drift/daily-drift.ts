import { correlationOf, covarianceOf } from '../correlation.js';
import { SESSIONS_PER_YEAR } from '../../domain/hurdles.js';
import { meanOf } from '../mean.js';
import { deviationOf } from '../deviation.js';

/** Daily returns of a session against those of its backtest; null where there are too few days or they do not vary. */
export interface DailyDrift {
  readonly days: number;
  /** Of d = paper − backtest. */
  readonly meanDifference: number | null;
  /** Sample deviation of d, a day and a year (√252). */
  readonly trackingError: number | null;
  readonly trackingErrorPerYear: number | null;
  /** Slope of paper on backtest. */
  readonly beta: number | null;
  readonly correlation: number | null;
  /** Paired: mean / (deviation / √n). From 20 days on it says something. */
  readonly t: number | null;
}

/** Of the days that both have, in order. */
export const dailyDrift = (paper: readonly number[], backtest: readonly number[]): DailyDrift => {
  const days = Math.min(paper.length, backtest.length);
  const [p, b] = [paper.slice(0, days), backtest.slice(0, days)];
  const differences = p.map((value, day) => value - (b[day] ?? 0));
  const mean = meanOf(differences);
  const deviation = deviationOf(differences);
  const spread = deviationOf(b);
  const covariance = covarianceOf(p, b);
  return {
    days,
    meanDifference: mean,
    trackingError: deviation,
    trackingErrorPerYear: deviation === null ? null : deviation * Math.sqrt(SESSIONS_PER_YEAR),
    beta: covariance === null || spread === null ? null : quotient(covariance, spread ** 2),
    correlation: correlationOf(p, b),
    t: mean === null || deviation === null ? null : quotient(mean, deviation / Math.sqrt(days)),
  };
};

const quotient = (a: number, b: number): number | null => (b === 0 ? null : a / b);
