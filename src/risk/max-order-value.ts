import * as E from 'fp-ts/lib/Either.js';
import { inRupees, type Money, valueOf } from '../domain/money.js';
import type { OrderRule } from '../domain/risk-rule.js';
import { limitOf } from './limit-of.js';
import { refuse } from './refuse.js';
import { EVERY_SCOPE, type RuleFacts } from './rule-facts.js';

/**
 * Refuses an order worth more than `limit`: its quantity at its limit price, a stop's at its trigger, at the last
 * price for a market order. Refuses a market order on a token that has no price yet.
 */
export const maxOrderValue = (limit: Money): OrderRule => ({
  name: `maxOrderValue(${inRupees(limitOf('maxOrderValue', limit))})`,
  review: (account, order) => {
    const price = order.limit ?? order.trigger ?? account.lastOf(order.token);
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

export const maxOrderValueFacts: RuleFacts = {
  name: 'maxOrderValue',
  parameters: [{ name: 'limit', meaning: 'rupees in one order' }],
  scopes: EVERY_SCOPE,
  unit: 'rupees',
  refuses: 'an order worth more than the limit, and one at market where no price is known',
  example: 'maxOrderValue(rupees(2_000_000))',
};
