import * as E from 'fp-ts/lib/Either.js';
import { inRupees, type Money, valueOf } from '../domain/money.js';
import type { RiskRule } from '../domain/risk-rule.js';
import { limitOf } from './limit-of.js';
import { refuse } from './refuse.js';

/**
 * Refuses an order worth more than `limit`: its quantity at its limit price, at the last price for a market
 * order. Refuses a market order on a token that has no price yet.
 */
export const maxOrderValue = (limit: Money): RiskRule => ({
  name: `maxOrderValue(${inRupees(limitOf('maxOrderValue', limit))})`,
  review: (account, order) => {
    const price = order.limit ?? account.lastOf(order.token);
    if (price === undefined) {
      return refuse(
        'maxOrderValue',
        inRupees(limit),
        null,
        'rupees',
        `no price of ${order.token} to value the order at`,
      );
    }
    const value = valueOf(price, order.quantity, account.instrumentOf(order.token)?.multiplier ?? 1);
    return value <= limit
      ? E.right(order)
      : refuse(
          'maxOrderValue',
          inRupees(limit),
          inRupees(value),
          'rupees',
          `order value ${inRupees(value)} above ${inRupees(limit)}`,
        );
  },
});
