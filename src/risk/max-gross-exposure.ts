import * as E from 'fp-ts/lib/Either.js';
import { inRupees, type Money } from '../domain/money.js';
import type { OrderRule } from '../domain/risk-rule.js';
import { limitOf } from './limit-of.js';
import { refuse } from './refuse.js';
import { EVERY_SCOPE, type RuleFacts } from './rule-facts.js';
import { worstExposure } from './worst-exposure.js';

/**
 * Refuses an order with which long and short positions added up could be worth more than `limit` at last prices, whichever
 * of the open orders are executed. An order that makes this no worse passes.
 */
export const maxGrossExposure = (limit: Money): OrderRule => ({
  name: `maxGrossExposure(${inRupees(limitOf('maxGrossExposure', limit))})`,
  review: (account, order) => {
    const { gross } = worstExposure(account, order);
    return gross <= limit || gross <= worstExposure(account).gross
      ? E.right(order)
      : refuse(
          'maxGrossExposure',
          inRupees(limit),
          inRupees(gross),
          'rupees',
          `gross exposure ${inRupees(gross)} above ${inRupees(limit)}`,
        );
  },
});

export const maxGrossExposureFacts: RuleFacts = {
  name: 'maxGrossExposure',
  parameters: [{ name: 'limit', meaning: 'rupees at last prices, long and short positions added up' }],
  scopes: EVERY_SCOPE,
  unit: 'rupees',
  refuses: 'an order with which long and short positions added up could be worth more than the limit',
  example: 'maxGrossExposure(rupees(5_000_000))',
};
