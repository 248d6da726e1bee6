import * as E from 'fp-ts/lib/Either.js';
import { UsageError } from '../domain/failure.js';
import type { Order } from '../domain/order.js';
import type { OrderRule } from '../domain/risk-rule.js';
import { MINUTE_MS } from '../domain/time.js';
import { openSelfOf } from './exposure.js';
import { refuse } from './refuse.js';
import { EVERY_SCOPE, type RuleFacts } from './rule-facts.js';

/**
 * Refuses an order that repeats another of its strategy: the same token, side, type, quantity and price as one
 * that is open, or that was approved within the last `withinMs` (a minute at most). Modifying an order is none.
 */
export const noDuplicateOrders = (withinMs: number): OrderRule => ({
  name: `noDuplicateOrders(${withinOf(withinMs)})`,
  review: (account, order, now) => {
    if (openSelfOf(account, order) !== undefined) return E.right(order);
    const open = account.openOrdersOf(order.token).find((other) => isSame(other, order));
    if (open !== undefined)
      return refuse('noDuplicateOrders', 0, 1, 'orders', `${open.id} is open and the same`);
    const { messages } = account;
    for (let i = messages.length - 1; i >= 0; i -= 1) {
      const message = messages[i];
      if (message === undefined || message.at <= now - withinMs) break;
      if (message.action === 'Submit' && isSame(message.order, order)) {
        const age = now - message.at;
        return refuse(
          'noDuplicateOrders',
          withinMs,
          age,
          'ms',
          `${message.order.id} of ${age} ms ago is the same, limit ${withinMs} ms`,
        );
      }
    }
    return E.right(order);
  },
});

const isSame = (a: Order, b: Order): boolean =>
  a.strategy === b.strategy &&
  a.token === b.token &&
  a.side === b.side &&
  a.type === b.type &&
  a.quantity === b.quantity &&
  a.limit === b.limit &&
  a.trigger === b.trigger;

/** So long the account remembers what was sent. */
const withinOf = (withinMs: number): number => {
  if (withinMs > 0 && withinMs <= MINUTE_MS) return withinMs;
  throw new UsageError(
    `noDuplicateOrders(${withinMs}): the time must be above 0 and at most ${MINUTE_MS} ms`,
  );
};

export const noDuplicateOrdersFacts: RuleFacts = {
  name: 'noDuplicateOrders',
  parameters: [{ name: 'withinMs', meaning: 'milliseconds, 60,000 at most' }],
  scopes: EVERY_SCOPE,
  unit: 'ms',
  refuses: 'an order the same as one of its strategy that is open, or was approved within that time',
  example: 'noDuplicateOrders(1_000)',
};
