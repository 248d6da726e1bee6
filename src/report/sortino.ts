import { SESSIONS_PER_YEAR } from '../domain/hurdles.js';
import { perSession } from './daily-returns.js';
import { meanOf } from './mean.js';

/**
 * Sortino ratio of daily `returns` per year: mean / √(Σ min(r, 0)² / n) · √`sessionsPerYear` of what they were above
 * `least`, the least acceptable return per year as a ratio. n counts all returns, not only the losses. Null for fewer
 * than two returns and where none was a loss. Source: Sortino and Price (1994), Journal of Investing 3(3), 59-64.
 */
export const sortino = (
  returns: readonly number[],
  least = 0,
  sessionsPerYear = SESSIONS_PER_YEAR,
): number | null => {
  const daily = perSession(least, sessionsPerYear);
  const excess = returns.map((r) => r - daily);
  const mean = meanOf(excess);
  if (mean === null || excess.length < 2) return null;
  const squares = excess.reduce((sum, r) => sum + Math.min(r, 0) ** 2, 0);
  const downside = Math.sqrt(squares / excess.length);
  return downside === 0 ? null : (mean / downside) * Math.sqrt(sessionsPerYear);
};
