import * as E from 'fp-ts/lib/Either.js';
import { openUnitsOf, type Order } from '../domain/order.js';
import type { OrderRule } from '../domain/risk-rule.js';
import { refuse } from './refuse.js';

/**
 * Refuses to sell for delivery more than the order's strategy holds beyond the day, its open sales of that kind
 * counted: units that it trades to be squared off are none to deliver. It stands before the pipeline's own rules, as
 * `wellFormed` does. Source: brokers sell with the product for delivery only what is held or was bought that day.
 */
export const deliverable: OrderRule = {
  name: 'deliverable',
  review: (account, order) => {
    if (!isDelivered(order)) return E.right(order);
    const { strategy, token, id } = order;
    const held = account.keptUnitsOf(strategy, token);
    const open = account.ledgerOf(strategy, token).openOrdersOf(token);
    const others = open.filter((other) => isDelivered(other) && other.id !== id);
    const sold = [...others, order].reduce((units, one) => units + openUnitsOf(one), 0);
    return sold <= held
      ? E.right(order)
      : refuse('deliverable', held, sold, 'units', `${sold} units are to be delivered, ${held} are held`);
  },
};

const isDelivered = ({ side, product }: Order): boolean => side === 'SELL' && product === 'DELIVERY';
