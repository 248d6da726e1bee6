import type { Price } from '../money.js';
import type { Cut } from './cutter.js';

/** Hands on each bar averaged with those before it. */
export const averaged = (show: (cut: Cut) => void): ((cut: Cut) => void) => {
  let before: Pick<Cut, 'open' | 'close'> | undefined = undefined;
  return (cut) => {
    before = heikinAshiOf(cut, before);
    show({ ...cut, ...before });
  };
};

type Prices = Pick<Cut, 'open' | 'high' | 'low' | 'close'>;

/**
 * close = (O + H + L + C) / 4; open = the middle of the averaged bar before, of the first bar's own open and close;
 * high and low the extremes of these and the bar's. Source: Valcu (2004), Stocks & Commodities 22(2).
 */
const heikinAshiOf = (
  { open, high, low, close }: Prices,
  before: Pick<Prices, 'open' | 'close'> | undefined,
): Prices => {
  const averagedOpen = ((before?.open ?? open) + (before?.close ?? close)) / 2;
  const averagedClose = (open + high + low + close) / 4;
  return {
    open: averagedOpen as Price,
    high: Math.max(high, averagedOpen, averagedClose) as Price,
    low: Math.min(low, averagedOpen, averagedClose) as Price,
    close: averagedClose as Price,
  };
};
