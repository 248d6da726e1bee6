import type { Order } from '../../domain/order.js';
import type { Tick } from '../../domain/tick.js';

/**
 * Whether `tick` wakes a stop: its last price is at the trigger or beyond, or the day's high (of a sale its low)
 * has come there since `before`: the price was there in between, and the feed did not show it.
 */
export const wakes = ({ side, trigger }: Order, before: Tick | undefined, tick: Tick): boolean => {
  if (trigger === undefined) return true;
  return side === 'BUY'
    ? reached(tick.last, trigger) || (reached(tick.high, trigger) && isBelow(before?.high, trigger))
    : fell(tick.last, trigger) || (fell(tick.low, trigger) && isAbove(before?.low, trigger));
};

const reached = (price: number | undefined, trigger: number): boolean =>
  price !== undefined && price >= trigger;
const fell = (price: number | undefined, trigger: number): boolean => price !== undefined && price <= trigger;
const isBelow = (price: number | undefined, trigger: number): boolean =>
  price !== undefined && price < trigger;
const isAbove = (price: number | undefined, trigger: number): boolean =>
  price !== undefined && price > trigger;
