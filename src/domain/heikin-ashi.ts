import type { Candle } from './candle.js';

type Prices = Pick<Candle, 'open' | 'high' | 'low' | 'close'>;

/**
 * A candle's prices averaged with the averaged candle `before` it.
 * close = (O + H + L + C) / 4; open = the middle of the averaged candle before, of the first candle's own open and
 * close; high and low the extremes of these and the candle's. Source: Valcu (2004), Stocks & Commodities 22(2).
 */
export const heikinAshiOf = (
  { open, high, low, close }: Prices,
  before: Pick<Prices, 'open' | 'close'> | undefined,
): Prices => {
  const averagedOpen = ((before?.open ?? open) + (before?.close ?? close)) / 2;
  const averagedClose = (open + high + low + close) / 4;
  return {
    open: averagedOpen,
    high: Math.max(high, averagedOpen, averagedClose),
    low: Math.min(low, averagedOpen, averagedClose),
    close: averagedClose,
  };
};
