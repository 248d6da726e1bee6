import type { Candles } from '../../report/candle-fold.js';

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
/** Candles of all widths begin at a whole number of them from 00:15 IST, as the report folds them. */
const ALIGNED_MS = 15 * MINUTE - 19_800_000;

/** Widths that candles are shown in, and their names. */
export const FRAMES: readonly (readonly [ms: number, name: string])[] = [
  [SECOND, '1s'],
  [5 * SECOND, '5s'],
  [15 * SECOND, '15s'],
  [30 * SECOND, '30s'],
  [MINUTE, '1m'],
  [5 * MINUTE, '5m'],
  [15 * MINUTE, '15m'],
  [30 * MINUTE, '30m'],
  [HOUR, '1h'],
  [DAY, '1d'],
];

/** `candles` in a wider frame, a multiple of their own. */
export const widened = (candles: Candles, widthMs: number): Candles => {
  if (widthMs <= candles.widthMs) return candles;
  const at: number[] = [];
  const open: number[] = [];
  const high: number[] = [];
  const low: number[] = [];
  const close: number[] = [];
  const volume: number[] = [];
  for (const [i, from] of candles.at.entries()) {
    const start = Math.floor((from - ALIGNED_MS) / widthMs) * widthMs + ALIGNED_MS;
    const last = at.length - 1;
    if (at[last] === start) {
      high[last] = Math.max(high[last] ?? 0, candles.high[i] ?? 0);
      low[last] = Math.min(low[last] ?? 0, candles.low[i] ?? 0);
      close[last] = candles.close[i] ?? 0;
      volume[last] = (volume[last] ?? 0) + (candles.volume[i] ?? 0);
    } else {
      at.push(start);
      open.push(candles.open[i] ?? 0);
      high.push(candles.high[i] ?? 0);
      low.push(candles.low[i] ?? 0);
      close.push(candles.close[i] ?? 0);
      volume.push(candles.volume[i] ?? 0);
    }
  }
  return { widthMs, at, open, high, low, close, volume };
};

/** The last place in `sorted` that is not after `at`; −1 where all are. O(log n). */
export const placeOf = (sorted: ArrayLike<number>, at: number): number => {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? 0) <= at) from = middle + 1;
    else to = middle;
  }
  return from - 1;
};
