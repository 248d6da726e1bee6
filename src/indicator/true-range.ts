import type { Candle } from '../domain/candle.js';

/**
 * How far the price went from the close before to this candle's end: max(H - L, |H - C before|, |L - C before|),
 * H - L without a close before. Source: Wilder (1978).
 */
export const trueRangeOf = ({ high, low }: Candle, closeBefore: number | undefined): number =>
  closeBefore === undefined
    ? high - low
    : Math.max(high - low, Math.abs(high - closeBefore), Math.abs(low - closeBefore));
