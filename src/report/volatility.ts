import { SESSIONS_PER_YEAR } from '../domain/hurdles.js';
import { deviationOf } from './deviation.js';

/** Sample deviation of daily `returns` per year: s · √`sessionsPerYear`. Null for fewer than two. */
export const volatility = (
  returns: readonly number[],
  sessionsPerYear = SESSIONS_PER_YEAR,
): number | null => {
  const deviation = deviationOf(returns);
  return deviation === null ? null : deviation * Math.sqrt(sessionsPerYear);
};
