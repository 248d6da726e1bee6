import * as E from 'fp-ts/lib/Either.js';
import type { OrderRule } from '../domain/risk-rule.js';
import { worstPosition } from './exposure.js';
import { refuse } from './refuse.js';
import { EVERY_SCOPE, type RuleFacts } from './rule-facts.js';

/** Refuses a sale of more than is held, were all open sales executed and no open purchase. */
export const noShorting = (): OrderRule => ({
  name: 'noShorting()',
  review: (account, order) => {
    if (order.side === 'BUY') return E.right(order);
    const position = worstPosition(account, order);
    return position >= 0
      ? E.right(order)
      : refuse('noShorting', 0, position, 'units', `position ${position} would be short`);
  },
});

export const noShortingFacts: RuleFacts = {
  name: 'noShorting',
  parameters: [],
  scopes: EVERY_SCOPE,
  unit: 'units',
  refuses: 'a sale of more units than are held, open sales counted',
  example: 'noShorting()',
};
