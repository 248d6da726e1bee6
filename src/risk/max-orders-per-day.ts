import * as E from 'fp-ts/lib/Either.js';
import type { OrderRule } from '../domain/risk-rule.js';
import { onlyReduces, openSelfOf } from './exposure.js';
import { limitOf } from './limit-of.js';
import { refuse } from './refuse.js';
import { EVERY_SCOPE, type RuleFacts } from './rule-facts.js';

/**
 * Refuses a new order once `limit` were approved in the session (IST date). Orders that only reduce a position
 * count and pass; modifying one is none.
 */
export const maxOrdersPerDay = (limit: number): OrderRule => ({
  name: `maxOrdersPerDay(${limitOf('maxOrdersPerDay', limit)})`,
  review: (account, order, now) => {
    const orders = (now < account.sessionEndsAt ? account.ordersToday : 0) + 1;
    return orders <= limit || onlyReduces(account, order) || openSelfOf(account, order) !== undefined
      ? E.right(order)
      : refuse('maxOrdersPerDay', limit, orders, 'orders', `${orders} orders today, limit ${limit}`);
  },
});

export const maxOrdersPerDayFacts: RuleFacts = {
  name: 'maxOrdersPerDay',
  parameters: [{ name: 'limit', meaning: 'orders in a session' }],
  scopes: EVERY_SCOPE,
  unit: 'orders',
  refuses: 'a new order once there were so many today, unless it only reduces a position',
  example: 'maxOrdersPerDay(500)',
};
