import * as E from 'fp-ts/lib/Either.js';
import type { OrderRule } from '../domain/risk-rule.js';
import { openSelfOf } from './exposure.js';
import { limitOf } from './limit-of.js';
import { refuse } from './refuse.js';
import { EVERY_SCOPE, type RuleFacts } from './rule-facts.js';

/** Refuses a new order while `limit` orders are open, those in flight included; modifying one passes. */
export const maxOpenOrders = (limit: number): OrderRule => ({
  name: `maxOpenOrders(${limitOf('maxOpenOrders', limit)})`,
  review: (account, order) => {
    const orders = account.openOrderCount + 1;
    return orders <= limit || openSelfOf(account, order) !== undefined
      ? E.right(order)
      : refuse('maxOpenOrders', limit, orders, 'orders', `${orders} open orders, limit ${limit}`);
  },
});

export const maxOpenOrdersFacts: RuleFacts = {
  name: 'maxOpenOrders',
  parameters: [{ name: 'limit', meaning: 'orders open at a time' }],
  scopes: EVERY_SCOPE,
  unit: 'orders',
  refuses: 'a new order while so many are open',
  example: 'maxOpenOrders(20)',
};
