import { inRupees, minus, type Money } from '../domain/money.js';
import type { LossRule } from '../domain/risk-rule.js';
import { limitOf } from './limit-of.js';
import { type HaltOptions, haltText, untilOf, UNTIL } from './loss-rule.js';
import { EVERY_SCOPE, type RuleFacts } from './rule-facts.js';

/**
 * Halts once `limit` or more is lost from the most that equity was in the session (IST date), open positions at their
 * last prices included.
 */
export const maxDrawdown = (limit: Money, options: HaltOptions = {}): LossRule => ({
  name: `maxDrawdown(${inRupees(limitOf('maxDrawdown', limit))}${haltText(options)})`,
  rule: 'maxDrawdown',
  lossOf: (account) => inRupees(minus(account.equityPeak, account.equity)),
  limit: inRupees(limit),
  unit: 'rupees',
  said: (loss) => `${loss} below the day’s peak, limit ${inRupees(limit)}`,
  until: untilOf('maxDrawdown', options),
  strategy: undefined,
  token: undefined,
});

export const maxDrawdownFacts: RuleFacts = {
  name: 'maxDrawdown',
  parameters: [{ name: 'limit', meaning: 'rupees' }, UNTIL],
  scopes: EVERY_SCOPE,
  unit: 'rupees',
  refuses: 'halts once so much has been lost from the day’s peak: no new exposure, exits allowed',
  example: "maxDrawdown(rupees(15_000), { until: 'resume' })",
};
