import type { Price } from '../../domain/money.js';
import type { Order } from '../../domain/order.js';
import type { Tick } from '../../domain/tick.js';

/**
 * The price that `order` meets if it takes from `tick`, undefined when it does not: the opposite touch, where its
 * limit allows it. Where the tape has no quotes at all, the last price stands for both sides. Nothing trades
 * against an empty side.
 */
export const executionPrice = (order: Order, tick: Tick): Price | undefined => {
  const touch = oppositeTouch(order, tick);
  if (touch === undefined || order.limit === undefined) return touch;
  const reached = order.side === 'BUY' ? touch <= order.limit : touch >= order.limit;
  return reached ? touch : undefined;
};

const oppositeTouch = (order: Order, tick: Tick): Price | undefined =>
  tick.bid === undefined &&
  tick.ask === undefined &&
  tick.bidQuantity === undefined &&
  tick.askQuantity === undefined
    ? tick.last
    : order.side === 'BUY'
      ? tick.ask
      : tick.bid;
