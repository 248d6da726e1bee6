import { SESSIONS_PER_YEAR } from './daily-returns.js';
import { deviationOf } from './deviation.js';

/** Sample deviation of daily `returns` per year: s · √252. Null for fewer than two. */
export const volatility = (returns: readonly number[]): number | null => {
  const deviation = deviationOf(returns);
  return deviation === null ? null : deviation * Math.sqrt(SESSIONS_PER_YEAR);
};
