import { inRupees, minus, type Money } from '../domain/money.js';
import type { LossRule } from '../domain/risk-rule.js';
import { limitOf } from './limit-of.js';
import { type HaltOptions, haltText, untilOf, UNTIL } from './loss-rule.js';
import { EVERY_SCOPE, type RuleFacts } from './rule-facts.js';

/**
 * Halts once `limit` or more is lost since its session (IST date) began, open positions at their last prices included.
 */
export const maxDailyLoss = (limit: Money, options: HaltOptions = {}): LossRule => ({
  name: `maxDailyLoss(${inRupees(limitOf('maxDailyLoss', limit))}${haltText(options)})`,
  rule: 'maxDailyLoss',
  lossOf: (account) => inRupees(minus(account.equityAtSessionStart, account.equity)),
  limit: inRupees(limit),
  unit: 'rupees',
  said: (loss) => `lost ${loss} today, limit ${inRupees(limit)}`,
  until: untilOf('maxDailyLoss', options),
  strategy: undefined,
  token: undefined,
});

export const maxDailyLossFacts: RuleFacts = {
  name: 'maxDailyLoss',
  parameters: [{ name: 'limit', meaning: 'rupees' }, UNTIL],
  scopes: EVERY_SCOPE,
  unit: 'rupees',
  refuses: 'halts once so much has been lost today: no new exposure, exits allowed',
  example: 'maxDailyLoss(rupees(25_000))',
};
