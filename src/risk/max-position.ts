import * as E from 'fp-ts/lib/Either.js';
import type { RiskRule } from '../domain/risk-rule.js';
import { onlyReduces, worstPosition } from './exposure.js';
import { limitOf } from './limit-of.js';
import { refuse } from './refuse.js';

/**
 * Refuses an order after which a token's net position over all strategies could exceed `limit` units, long or
 * short, were all open orders on its side executed. Orders that only reduce a position pass.
 */
export const maxPosition = (limit: number): RiskRule => ({
  name: `maxPosition(${limitOf('maxPosition', limit)})`,
  review: (account, order) => {
    const position = Math.abs(worstPosition(account, order));
    return position <= limit || onlyReduces(account, order)
      ? E.right(order)
      : refuse('maxPosition', limit, position, 'units', `position ${position} above ${limit}`);
  },
});
