import * as E from 'fp-ts/lib/Either.js';
import { UsageError } from '../domain/failure.js';
import type { OrderRule } from '../domain/risk-rule.js';
import { SECOND_MS } from '../domain/time.js';
import { onlyReduces } from './exposure.js';
import { limitOf } from './limit-of.js';
import { refuse } from './refuse.js';
import { EVERY_SCOPE, type RuleFacts } from './rule-facts.js';

/**
 * A bucket of `limit` tokens, of which every message to the broker (an order, other terms for one, a
 * cancellation) takes one and has it come back a second later: so no second, wherever it begins, has more than
 * `limit`, which a bucket that fills steadily would let pass twice over. Refuses an order when what is left is
 * `reserve`; those that only reduce a position may use the reserve. Cancellations always pass, and count.
 */
export const maxOrdersPerSecond = (
  limit: number,
  { reserve = 0 }: { readonly reserve?: number } = {},
): OrderRule => {
  const kept = reserve === 0 ? '' : `, { reserve: ${reserveOf(limit, reserve)} }`;
  return {
    name: `maxOrdersPerSecond(${limitOf('maxOrdersPerSecond', limit)}${kept})`,
    review: (account, order, now) => {
      const { messages } = account;
      let orders = 1;
      for (let i = messages.length - 1; i >= 0; i -= 1) {
        if ((messages[i]?.at ?? -Infinity) <= now - SECOND_MS) break;
        orders += 1;
      }
      const most = reserve > 0 && onlyReduces(account, order) ? limit : limit - reserve;
      return orders <= most
        ? E.right(order)
        : refuse(
            'maxOrdersPerSecond',
            most,
            orders,
            'orders',
            `${orders} orders within a second, limit ${most}`,
          );
    },
  };
};

const reserveOf = (limit: number, reserve: number): number => {
  if (Number.isInteger(reserve) && reserve > 0 && reserve < limit) return reserve;
  throw new UsageError(
    `maxOrdersPerSecond(${limit}, { reserve: ${reserve} }): the reserve must be a whole number below the limit`,
  );
};

export const maxOrdersPerSecondFacts: RuleFacts = {
  name: 'maxOrdersPerSecond',
  parameters: [
    { name: 'limit', meaning: 'orders, modifications and cancellations within any second' },
    {
      name: 'reserve',
      meaning: 'how many of them only orders that reduce a position may use; 0 when left out',
    },
  ],
  scopes: EVERY_SCOPE,
  unit: 'orders',
  refuses: 'an order when so many messages went out within the last second',
  example: 'maxOrdersPerSecond(9, { reserve: 3 })',
};
