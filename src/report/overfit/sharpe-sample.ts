import { kurtosis, skewness } from '../moments.js';
import { sharpePerPeriod } from '../sharpe.js';

/** A Sharpe ratio with what tells how far it can be trusted. All of the same returns, none of them per year. */
export interface SharpeSample {
  /** Of a period. */
  readonly sharpe: number;
  /** How many returns. */
  readonly periods: number;
  readonly skewness: number;
  /** Raw: 3 for a normal distribution. */
  readonly kurtosis: number;
}

/** Of `returns`; null for fewer than two and where they do not vary. */
export const sharpeSampleOf = (returns: readonly number[]): SharpeSample | null => {
  const [sharpe, skew, kurt] = [sharpePerPeriod(returns), skewness(returns), kurtosis(returns)];
  if (sharpe === null || skew === null || kurt === null) return null;
  return { sharpe, periods: returns.length, skewness: skew, kurtosis: kurt };
};

/**
 * Variance of the Sharpe ratio's estimate, times the periods less one: 1 − g3·SR + (g4 − 1)/4 · SR².
 * Null where it is not above zero.
 * Source: Bailey and López de Prado (2012), Journal of Risk 15(2), 3-44, equation 8.
 */
export const sharpeSpread = ({ sharpe, skewness: g3, kurtosis: g4 }: SharpeSample): number | null => {
  const spread = 1 - g3 * sharpe + ((g4 - 1) / 4) * sharpe ** 2;
  return spread > 0 ? spread : null;
};
