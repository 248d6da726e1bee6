import { SESSIONS_PER_YEAR } from '../domain/hurdles.js';
import { perSession } from './daily-returns.js';
import { deviationOf, isSteady } from './deviation.js';
import { meanOf } from './mean.js';

/**
 * Sharpe ratio of `returns` per period, with a risk-free rate of 0: mean / s, where s is the sample deviation
 * (n − 1). Null for fewer than two returns and where they do not vary.
 * Source: Sharpe (1994), Journal of Portfolio Management 21(1), 49-58.
 */
export const sharpePerPeriod = (returns: readonly number[]): number | null => {
  const mean = meanOf(returns);
  const deviation = deviationOf(returns);
  return mean === null || deviation === null || isSteady(deviation, mean) ? null : mean / deviation;
};

/**
 * Sharpe ratio of daily `returns` per year, √`sessionsPerYear` times that of a day, of what they were above `riskFree`: a
 * rate per year as a ratio, earned in each of its sessions alike.
 */
export const sharpe = (
  returns: readonly number[],
  riskFree = 0,
  sessionsPerYear = SESSIONS_PER_YEAR,
): number | null => {
  const daily = perSession(riskFree, sessionsPerYear);
  const perDay = sharpePerPeriod(returns.map((r) => r - daily));
  return perDay === null ? null : perDay * Math.sqrt(sessionsPerYear);
};
