import type { Tick } from '../domain/tick.js';

/**
 * (bids - asks) / (bids + asks) of the units at the best `levels` prices of a tick's book, -1 to 1. Undefined
 * where neither side has any, and for more than one level where the feed sends no depth. A pure function of
 * the tick: smooth it with an average. O(levels).
 */
export const bookImbalance = (tick: Tick, levels: 1 | 2 | 3 | 4 | 5 = 1): number | undefined => {
  const { depth } = tick;
  if (levels > 1 && depth === undefined) return undefined;
  let bids = unitsAt(tick.bid, tick.bidQuantity);
  let asks = unitsAt(tick.ask, tick.askQuantity);
  for (const level of DEEPER) {
    if (depth === undefined || level > levels) break;
    bids += unitsAt(depth[`bid${level}`], depth[`bidQuantity${level}`]);
    asks += unitsAt(depth[`ask${level}`], depth[`askQuantity${level}`]);
  }
  return imbalanceOf(bids, asks);
};

/** The same of all units that wait to be bought and sold, at whatever price; undefined where the feed does not say. */
export const totalImbalance = ({ depth }: Tick): number | undefined =>
  depth?.totalBuyQuantity === undefined || depth.totalSellQuantity === undefined
    ? undefined
    : imbalanceOf(depth.totalBuyQuantity, depth.totalSellQuantity);

const DEEPER = [2, 3, 4, 5] as const;

/** A level without a price is empty, whatever quantity was last known of it. */
const unitsAt = (price: number | undefined, quantity: number | undefined): number =>
  price === undefined || price === 0 ? 0 : (quantity ?? 0);

const imbalanceOf = (bids: number, asks: number): number | undefined =>
  bids + asks === 0 ? undefined : (bids - asks) / (bids + asks);
