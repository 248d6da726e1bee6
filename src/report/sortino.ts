import { SESSIONS_PER_YEAR } from './daily-returns.js';
import { meanOf } from './mean.js';

/**
 * Sortino ratio of daily `returns` per year, with a least acceptable return of 0:
 * mean / √(Σ min(r, 0)² / n) · √252, n counting all returns, not only the losses.
 * Null for fewer than two returns and where none was a loss.
 * Source: Sortino and Price (1994), Journal of Investing 3(3), 59-64.
 */
export const sortino = (returns: readonly number[]): number | null => {
  const mean = meanOf(returns);
  if (mean === null || returns.length < 2) return null;
  const squares = returns.reduce((sum, r) => sum + Math.min(r, 0) ** 2, 0);
  const downside = Math.sqrt(squares / returns.length);
  return downside === 0 ? null : (mean / downside) * Math.sqrt(SESSIONS_PER_YEAR);
};
