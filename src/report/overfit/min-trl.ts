import { normalQuantile } from '../../domain/normal.js';
import { type SharpeSample, sharpeSpread } from './sharpe-sample.js';

/**
 * Minimum track record length: how many periods it takes until the {@link psr} of such returns is `confidence`.
 * Null where the ratio is not above the `benchmark`, and no length is enough.
 * Source: Bailey and López de Prado (2012), Journal of Risk 15(2), 3-44, equation 13.
 */
export const minTrl = (sample: SharpeSample, benchmark = 0, confidence = 0.95): number | null => {
  const spread = sharpeSpread(sample);
  if (spread === null || sample.sharpe <= benchmark) return null;
  return 1 + spread * (normalQuantile(confidence) / (sample.sharpe - benchmark)) ** 2;
};
