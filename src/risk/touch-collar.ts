import * as E from 'fp-ts/lib/Either.js';
import type { OrderRule } from '../domain/risk-rule.js';
import { limitOf } from './limit-of.js';
import { refuse } from './refuse.js';
import { EVERY_SCOPE, type RuleFacts } from './rule-facts.js';

/**
 * Refuses a purchase priced more than `share` above the ask, a sale more than `share` below the bid: what would
 * pay through the book. A market order passes where the other side has a price; one that sleeps has its turn when
 * it wakes. Refuses an order that trades at once where nobody stands on the other side.
 */
export const touchCollar = (share: number): OrderRule => ({
  name: `touchCollar(${limitOf('touchCollar', share)})`,
  review: (account, order) => {
    const { token, side, limit, trigger } = order;
    if (trigger !== undefined) return E.right(order);
    const tick = account.lastTickOf(token);
    const touch = side === 'BUY' ? tick?.ask : tick?.bid;
    const name = side === 'BUY' ? 'ask' : 'bid';
    if (touch === undefined)
      return refuse('touchCollar', share, null, 'ratio', `no ${name} of ${token} to compare with`);
    const through = limit === undefined ? 0 : (side === 'BUY' ? limit - touch : touch - limit) / touch;
    return through <= share + ROUNDING
      ? E.right(order)
      : refuse(
          'touchCollar',
          share,
          through,
          'ratio',
          `${limit} is ${(through * 100).toFixed(2)}% through the ${name} ${touch}, limit ${(share * 100).toFixed(2)}%`,
        );
  },
});

/** Prices are decimal: 101 is 0.01 from 100 but for the last bit. */
const ROUNDING = 1e-9;

export const touchCollarFacts: RuleFacts = {
  name: 'touchCollar',
  parameters: [{ name: 'share', meaning: 'of the touch: 0.005 is half a percent' }],
  scopes: EVERY_SCOPE,
  unit: 'ratio',
  refuses: 'a purchase priced further than that above the ask, a sale below the bid; and where there is none',
  example: 'touchCollar(0.005)',
};
