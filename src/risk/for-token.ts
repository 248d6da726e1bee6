import type { NamingRule, RiskRule } from '../domain/risk-rule.js';
import { resolveRule } from './resolve-rule.js';
import { withinScope } from './within-scope.js';

/**
 * `rule` for one token, named by its instrument (`NSE:ACC-EQ`): it is asked about orders on this token alone, and
 * sees what all strategies have of it in place of the account.
 */
export const forToken = (instrument: string, rule: RiskRule | NamingRule): NamingRule => {
  const name = `forToken('${instrument}', ${rule.name})`;
  return {
    name,
    resolve: (names) => {
      const scope = { strategy: undefined, token: names.tokenOf(instrument) };
      return withinScope(name, scope, instrument, resolveRule(rule, names));
    },
  };
};
