import type { LossRule } from '../domain/risk-rule.js';
import { limitOf } from './limit-of.js';
import { type HaltOptions, haltText, untilOf, UNTIL } from './loss-rule.js';
import { EVERY_SCOPE, type RuleFacts } from './rule-facts.js';

/** Halts once `limit` trades in a row (flat to flat, after charges) have lost in the session. */
export const maxConsecutiveLosses = (limit: number, options: HaltOptions = {}): LossRule => ({
  name: `maxConsecutiveLosses(${limitOf('maxConsecutiveLosses', limit)}${haltText(options)})`,
  rule: 'maxConsecutiveLosses',
  lossOf: (account) => account.consecutiveLosses,
  limit,
  unit: 'trades',
  said: (loss) => `${loss} losing trades in a row, limit ${limit}`,
  until: untilOf('maxConsecutiveLosses', options),
  strategy: undefined,
  token: undefined,
});

export const maxConsecutiveLossesFacts: RuleFacts = {
  name: 'maxConsecutiveLosses',
  parameters: [{ name: 'limit', meaning: 'losing trades in a row' }, UNTIL],
  scopes: EVERY_SCOPE,
  unit: 'trades',
  refuses: 'halts once so many trades in a row have lost today: no new exposure, exits allowed',
  example: 'maxConsecutiveLosses(4)',
};
