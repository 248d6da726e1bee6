import * as E from 'fp-ts/lib/Either.js';
import type { OrderRule } from '../domain/risk-rule.js';
import { limitOf } from './limit-of.js';
import { refuse } from './refuse.js';
import { EVERY_SCOPE, type RuleFacts } from './rule-facts.js';

/** Refuses an order for more than `limit` units; one to be modified by its whole quantity. */
export const maxOrderQuantity = (limit: number): OrderRule => ({
  name: `maxOrderQuantity(${limitOf('maxOrderQuantity', limit)})`,
  review: (_account, order) =>
    order.quantity <= limit
      ? E.right(order)
      : refuse(
          'maxOrderQuantity',
          limit,
          Number.isFinite(order.quantity) ? order.quantity : null,
          'units',
          `order of ${order.quantity} units, limit ${limit}`,
        ),
});

export const maxOrderQuantityFacts: RuleFacts = {
  name: 'maxOrderQuantity',
  parameters: [{ name: 'limit', meaning: 'units in one order' }],
  scopes: EVERY_SCOPE,
  unit: 'units',
  refuses: 'an order for more units than the limit',
  example: 'maxOrderQuantity(650)',
};
