import type { Compat } from './convention.js';

/**
 * Wilder's smoothing of the `seen`-th value (from 1) of a run. TradingView averages: the mean of the first
 * `periods`, then s + (x - s) / periods. TA-Lib sums: of the first `periods` - 1, then s - s / periods + x,
 * which is about `periods` times as much. O(1).
 */
export const smoothed = (
  before: number,
  x: number,
  seen: number,
  periods: number,
  compat: Compat,
): number => {
  if (compat === 'tradingview') return before + (x - before) / Math.min(seen, periods);
  return seen < periods ? before + x : before - before / periods + x;
};
