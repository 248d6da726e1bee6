import type { SlippageModel } from '../../src/domain/fill-model.js';
import type { Side } from '../../src/domain/intent.js';
import type { Tick } from '../../src/domain/tick.js';
import { MessageMark } from '../../src/domain/touchline.js';

/** What a tick shows one who takes, by the definition alone: prices from the best on, and the units there. */
export type Shown = readonly { readonly price: number; readonly size: number | undefined }[];

/** By how much `price` is worse than `than`, for one who wants to `side`. */
export const worseBy = (side: Side, price: number, than: number): number =>
  side === 'BUY' ? price - than : than - price;

export const isQuote = ({ bid, ask, bidQuantity, askQuantity }: Tick): boolean =>
  [bid, ask, bidQuantity, askQuantity].some((one) => one !== undefined);

export const isCrossed = ({ bid, ask }: Tick): boolean =>
  bid !== undefined && ask !== undefined && bid >= ask;

/** The other side of the book. */
export const bookOf = ({ depth, ...tick }: Tick, side: Side): Shown => {
  const asks = [
    [tick.ask, tick.askQuantity],
    [depth?.ask2, depth?.askQuantity2],
    [depth?.ask3, depth?.askQuantity3],
    [depth?.ask4, depth?.askQuantity4],
    [depth?.ask5, depth?.askQuantity5],
  ] as const;
  const bids = [
    [tick.bid, tick.bidQuantity],
    [depth?.bid2, depth?.bidQuantity2],
    [depth?.bid3, depth?.bidQuantity3],
    [depth?.bid4, depth?.bidQuantity4],
    [depth?.bid5, depth?.bidQuantity5],
  ] as const;
  const levels = side === 'BUY' ? asks : bids;
  if (levels[0][0] === undefined) return [];
  return levels.flatMap(([price, size]) => (price === undefined ? [] : [{ price, size }]));
};

/** Where there are no quotes: the last price; within a bar the worse of it and the one before. */
export const lastOf = ({ last, flags }: Tick, before: Tick | undefined, side: Side): Shown => {
  if (last === undefined) return [];
  const isInBar = (flags & MessageMark.Bar) !== 0;
  const isOpen = before === undefined || (before.flags & MessageMark.BarEnd) !== 0;
  const other = isInBar && !isOpen ? (before.last ?? last) : last;
  return [{ price: worseBy(side, other, last) > 0 ? other : last, size: undefined }];
};

/** The most by which slippage worsens `price`, the way to the grid of `tickSize` included. */
export const mostSlippage = (
  model: SlippageModel,
  price: number,
  quantity: number,
  { bid, ask, volume }: Tick,
  tickSize: number,
): number => {
  switch (model.kind) {
    case 'none':
      return 0;
    case 'ticks':
      return model.ticks * tickSize;
    case 'spread': {
      const spread = bid === undefined || ask === undefined ? 2 * tickSize : Math.max(0, ask - bid);
      return model.share * spread + tickSize;
    }
    case 'volumeShare':
      return price * model.impact * model.cap ** 2 + tickSize;
    case 'squareRoot': {
      const share = quantity / (volume ?? quantity);
      return price * model.factor * model.dailyVolatility * Math.sqrt(share) + tickSize;
    }
  }
};
