import * as E from 'fp-ts/lib/Either.js';
import { inRupees, minus, type Money } from '../domain/money.js';
import type { RiskRule } from '../domain/risk-rule.js';
import { onlyReduces } from './exposure.js';
import { limitOf } from './limit-of.js';
import { refuse } from './refuse.js';

/**
 * Refuses new exposure once the account has lost `limit` or more since its session (IST date) began, open
 * positions at their last prices included. Orders that only reduce a position pass.
 */
export const maxDailyLoss = (limit: Money): RiskRule => ({
  name: `maxDailyLoss(${inRupees(limitOf('maxDailyLoss', limit))})`,
  review: (account, order) => {
    const lost = minus(account.equityAtSessionStart, account.equity);
    return lost < limit || onlyReduces(account, order)
      ? E.right(order)
      : refuse(
          'maxDailyLoss',
          inRupees(limit),
          inRupees(lost),
          'rupees',
          `lost ${inRupees(lost)} today, limit ${inRupees(limit)}`,
        );
  },
});
