import { normalCdf } from '../../domain/normal.js';
import { type SharpeSample, sharpeSpread } from './sharpe-sample.js';

/**
 * Probabilistic Sharpe ratio: how likely the true Sharpe ratio of a period is above `benchmark`, given the sample.
 * Null where the estimate has no variance.
 * Source: Bailey and López de Prado (2012), Journal of Risk 15(2), 3-44, equation 11.
 */
export const psr = (sample: SharpeSample, benchmark = 0): number | null => {
  const spread = sharpeSpread(sample);
  if (spread === null) return null;
  return normalCdf(((sample.sharpe - benchmark) * Math.sqrt(sample.periods - 1)) / Math.sqrt(spread));
};
