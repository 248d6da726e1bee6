import * as E from 'fp-ts/lib/Either.js';
import type { OrderRule } from '../domain/risk-rule.js';
import { limitOf } from './limit-of.js';
import { refuse } from './refuse.js';
import { EVERY_SCOPE, type RuleFacts } from './rule-facts.js';

/**
 * Refuses an order whose price lies further than `share` of the last price from it, either way: a limit order's
 * limit, a market order's opposite touch. A stop sleeps away from the market, so its limit is compared with its
 * trigger, and one without a limit passes. Refuses an order on a token that has no last price yet.
 */
export const priceCollar = (share: number): OrderRule => ({
  name: `priceCollar(${limitOf('priceCollar', share)})`,
  review: (account, order) => {
    const { token, side, limit, trigger } = order;
    if (trigger !== undefined && limit === undefined) return E.right(order);
    const tick = account.lastTickOf(token);
    const price = limit ?? (side === 'BUY' ? tick?.ask : tick?.bid) ?? tick?.last;
    const reference = trigger ?? tick?.last;
    if (reference === undefined || price === undefined)
      return refuse('priceCollar', share, null, 'ratio', `no last price of ${token} to compare with`);
    const away = Math.abs(price - reference) / reference;
    return away <= share + ROUNDING
      ? E.right(order)
      : refuse(
          'priceCollar',
          share,
          away,
          'ratio',
          `${price} is ${(away * 100).toFixed(2)}% from ${reference}, limit ${(share * 100).toFixed(2)}%`,
        );
  },
});

/** Prices are decimal: 101 is 0.01 from 100 but for the last bit. */
const ROUNDING = 1e-9;

export const priceCollarFacts: RuleFacts = {
  name: 'priceCollar',
  parameters: [{ name: 'share', meaning: 'of the last price: 0.02 is two percent' }],
  scopes: EVERY_SCOPE,
  unit: 'ratio',
  refuses: 'an order priced further than that from the last price, a stop from its trigger',
  example: 'priceCollar(0.02)',
};
