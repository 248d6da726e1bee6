import * as E from 'fp-ts/lib/Either.js';
import type { OrderRule } from '../domain/risk-rule.js';
import { onlyReduces, worstPosition } from './exposure.js';
import { limitOf } from './limit-of.js';
import { refuse } from './refuse.js';
import { EVERY_SCOPE, type RuleFacts } from './rule-facts.js';

/**
 * Refuses an order after which a token's net position could exceed `limit` units, long or short, were all open
 * orders on its side executed. Orders that only reduce a position pass.
 */
export const maxPosition = (limit: number): OrderRule => ({
  name: `maxPosition(${limitOf('maxPosition', limit)})`,
  review: (account, order) => {
    const position = Math.abs(worstPosition(account, order));
    return position <= limit || onlyReduces(account, order)
      ? E.right(order)
      : refuse('maxPosition', limit, position, 'units', `position ${position} above ${limit}`);
  },
});

export const maxPositionFacts: RuleFacts = {
  name: 'maxPosition',
  parameters: [{ name: 'limit', meaning: 'units of one token, long or short' }],
  scopes: EVERY_SCOPE,
  unit: 'units',
  refuses: 'an order that could take a position past the limit, open orders counted',
  example: 'maxPosition(150)',
};
