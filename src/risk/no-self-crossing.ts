import * as E from 'fp-ts/lib/Either.js';
import type { Order } from '../domain/order.js';
import type { OrderRule } from '../domain/risk-rule.js';
import { refuse } from './refuse.js';
import { EVERY_SCOPE, type RuleFacts } from './rule-facts.js';

/**
 * Refuses an order that would trade with an open one of our own: a purchase at or above the price of an own sale,
 * a sale at or below that of an own purchase; at market against any. Stops that sleep are in no book. Its numbers
 * are the two prices, the last one for an order at market.
 */
export const noSelfCrossing = (): OrderRule => ({
  name: 'noSelfCrossing()',
  review: (account, order) => {
    if (!order.isTriggered) return E.right(order);
    const crossed = account
      .openOrdersOf(order.token)
      .find((open) => open.isTriggered && crosses(order, open));
    return crossed === undefined
      ? E.right(order)
      : refuse(
          'noSelfCrossing',
          crossed.limit ?? account.lastOf(order.token) ?? null,
          order.limit ?? account.lastOf(order.token) ?? null,
          'rupees',
          `would trade with ${crossed.id}, ${crossed.side} at ${crossed.limit ?? 'market'}`,
        );
  },
});

const crosses = (order: Order, open: Order): boolean => {
  if (open.side === order.side) return false;
  const { limit } = order;
  if (limit === undefined) return true;
  return pricesOf(open).some(
    (price) => price === undefined || (order.side === 'BUY' ? limit >= price : limit <= price),
  );
};

/** An order whose modification is under way may stand at either price. */
const pricesOf = ({ limit, asked }: Order): readonly (number | undefined)[] =>
  asked === undefined ? [limit] : [limit, asked.limit];

export const noSelfCrossingFacts: RuleFacts = {
  name: 'noSelfCrossing',
  parameters: [],
  scopes: EVERY_SCOPE,
  unit: 'rupees',
  refuses: 'an order that would trade with an open one of our own',
  example: 'noSelfCrossing()',
};
