import type { SlippageModel } from '../../domain/fill-model.js';
import { spreadSlippage } from './spread.js';
import { squareRootSlippage } from './square-root.js';
import { ticksSlippage } from './ticks.js';
import { volumeShareSlippage } from './volume-share.js';

/** What an execution meets. */
export interface Circumstances {
  readonly tickSize: number;
  /** Between bid and ask, rupees. */
  readonly spread: number;
  /** Units that traded since the tick before, and on the day so far; undefined where the tape does not tell. */
  readonly volume: number | undefined;
  readonly dayVolume: number | undefined;
}

/** By how much the price of `quantity` units is worse than `price`, rupees, never negative. */
export const slippageOf = (
  model: SlippageModel,
  price: number,
  quantity: number,
  { tickSize, spread, volume, dayVolume }: Circumstances,
): number => {
  switch (model.kind) {
    case 'none':
      return 0;
    case 'ticks':
      return ticksSlippage(model.ticks, tickSize);
    case 'spread':
      return spreadSlippage(model.share, spread);
    case 'volumeShare':
      return volumeShareSlippage(model, price, quantity, volume);
    case 'squareRoot':
      return squareRootSlippage(model, price, quantity, dayVolume);
  }
};
