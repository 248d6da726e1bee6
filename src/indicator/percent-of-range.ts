import type { Compat } from './convention.js';
import type { HighLow } from './extremes.js';

/**
 * Where `x` lies between the extremes, 0 at the low and 100 at the high. Where they are one, TradingView has
 * nothing to say, TA-Lib says 0.
 */
export const percentOfRange = (
  x: number,
  extremes: HighLow | undefined,
  compat: Compat,
): number | undefined => {
  if (extremes === undefined) return undefined;
  const { high, low } = extremes;
  if (high === low) return compat === 'talib' ? 0 : undefined;
  return (100 * (x - low)) / (high - low);
};
