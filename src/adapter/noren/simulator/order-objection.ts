import { isOnGrid } from '../../../domain/tick-grid.js';
import type { DemoOrder } from './demo-order.js';
import { isAsleep } from './order-request.js';

/** What cannot be of any order. */
export const formObjection = ({ terms }: DemoOrder): string | undefined => {
  const { instrument, quantity, price, trigger } = terms;
  if (instrument.kind === 'INDEX') return 'RED:An index cannot be traded';
  if (quantity % instrument.lotSize !== 0)
    return `RED:Order quantity is not a multiple of the lot size ${instrument.lotSize}`;
  if (instrument.tickSize === undefined) return undefined;
  if (!isOnGrid(price, instrument.tickSize)) return 'RED:Order price is not a multiple of the tick size';
  if (trigger !== undefined && !isOnGrid(trigger, instrument.tickSize))
    return 'RED:Trigger price is not a multiple of the tick size';
  return undefined;
};

/** What cannot be of one that was `before`, and has these terms from now on. */
export const changeObjection = (order: DemoOrder, before: DemoOrder): string | undefined => {
  if (isAsleep(order.terms) && !isAsleep(before.terms)) return 'RED:An open order cannot become a stop';
  return order.terms.quantity > order.filled
    ? formObjection(order)
    : `RED:Order quantity is not above the ${order.filled} executed`;
};
