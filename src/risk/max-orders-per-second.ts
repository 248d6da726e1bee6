import * as E from 'fp-ts/lib/Either.js';
import type { RiskRule } from '../domain/risk-rule.js';
import { limitOf } from './limit-of.js';
import { refuse } from './refuse.js';

/** Refuses an order when `limit` orders of the account were approved within the last 1,000 ms. */
export const maxOrdersPerSecond = (limit: number): RiskRule => ({
  name: `maxOrdersPerSecond(${limitOf('maxOrdersPerSecond', limit)})`,
  review: (account, order, now) => {
    const orders = account.recentOrders(now).length + 1;
    return orders <= limit
      ? E.right(order)
      : refuse(
          'maxOrdersPerSecond',
          limit,
          orders,
          'orders',
          `${orders} orders within a second, limit ${limit}`,
        );
  },
});
