import * as E from 'fp-ts/lib/Either.js';
import { inRupees, type Money } from '../domain/money.js';
import type { OrderRule } from '../domain/risk-rule.js';
import { limitOf } from './limit-of.js';
import { refuse } from './refuse.js';
import { EVERY_SCOPE, type RuleFacts } from './rule-facts.js';
import { worstExposure } from './worst-exposure.js';

/**
 * Refuses an order with which long less short positions could be worth more than `limit` at last prices, whichever
 * of the open orders are executed. An order that makes this no worse passes.
 */
export const maxNetExposure = (limit: Money): OrderRule => ({
  name: `maxNetExposure(${inRupees(limitOf('maxNetExposure', limit))})`,
  review: (account, order) => {
    const { net } = worstExposure(account, order);
    return net <= limit || net <= worstExposure(account).net
      ? E.right(order)
      : refuse(
          'maxNetExposure',
          inRupees(limit),
          inRupees(net),
          'rupees',
          `net exposure ${inRupees(net)} above ${inRupees(limit)}`,
        );
  },
});

export const maxNetExposureFacts: RuleFacts = {
  name: 'maxNetExposure',
  parameters: [{ name: 'limit', meaning: 'rupees at last prices, long less short positions' }],
  scopes: EVERY_SCOPE,
  unit: 'rupees',
  refuses: 'an order with which long less short positions could be worth more than the limit',
  example: 'maxNetExposure(rupees(5_000_000))',
};
