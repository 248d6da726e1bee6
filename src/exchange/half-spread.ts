import type { HalfSpread } from '../domain/fill-model.js';
import type { Instrument } from '../domain/instrument.js';

/**
 * What stands for half the spread where a tape has no quotes, rupees: the larger of `ticks` ticks and a share of
 * the price, which for options is another.
 */
export const halfSpreadOf = (
  { ticks, share, optionShare }: HalfSpread,
  price: number,
  tickSize: number,
  instrument: Instrument | undefined,
): number => Math.max(ticks * tickSize, price * (instrument?.optionType === undefined ? share : optionShare));
