import { SESSIONS_PER_YEAR } from './daily-returns.js';
import { meanOf } from './mean.js';

/**
 * Sharpe ratio of daily `returns` per year, with a risk-free rate of 0: mean / s · √252, where s is the
 * sample deviation (n − 1). Null for fewer than two returns and where they do not vary.
 * Source: Sharpe (1994), Journal of Portfolio Management 21(1), 49-58.
 */
export const sharpe = (returns: readonly number[]): number | null => {
  const mean = meanOf(returns);
  if (mean === null || returns.length < 2) return null;
  const squares = returns.reduce((sum, r) => sum + (r - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (returns.length - 1));
  // Equal returns leave a deviation of rounding errors, not of zero.
  if (deviation < 1e-12 * Math.max(1, Math.abs(mean))) return null;
  return (mean / deviation) * Math.sqrt(SESSIONS_PER_YEAR);
};
