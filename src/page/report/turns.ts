import type { Candles } from '../../report/candle-fold.js';

/** A value at a moment in epoch ms. */
export interface Turn {
  readonly at: number;
  readonly value: number;
}

/**
 * The line through candles: of each what it began with, its extremes and its last value, a quarter of it apart, so that
 * no peak is lost.
 */
export const turnsOf = ({ at, open, high, low, close, widthMs }: Candles): readonly Turn[] =>
  at.flatMap((from, i) => {
    const [first, last] = [open[i] ?? 0, close[i] ?? 0];
    const [top, bottom] = [high[i] ?? 0, low[i] ?? 0];
    const turns = last >= first ? [bottom, top] : [top, bottom];
    return [first, ...turns, last].flatMap((value, part, all) =>
      value === all[part - 1] ? [] : [{ at: from + (part * widthMs) / 4, value }],
    );
  });
