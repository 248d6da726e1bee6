import { perSession, SESSIONS_PER_YEAR } from './daily-returns.js';
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
 * Sharpe ratio of daily `returns` per year, √252 times that of a day, of what they were above `riskFree`: a rate per
 * year as a ratio, earned on each of 252 days alike.
 */
export const sharpe = (returns: readonly number[], riskFree = 0): number | null => {
  const daily = perSession(riskFree);
  const perDay = sharpePerPeriod(returns.map((r) => r - daily));
  return perDay === null ? null : perDay * Math.sqrt(SESSIONS_PER_YEAR);
};
