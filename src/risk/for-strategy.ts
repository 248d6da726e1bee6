import { UsageError } from '../domain/failure.js';
import type { NamingRule, RiskRule } from '../domain/risk-rule.js';
import { resolveRule } from './resolve-rule.js';
import { withinScope } from './within-scope.js';

/**
 * `rule` for one strategy of the pipeline: it is asked about this strategy's orders alone, and sees the
 * strategy's own ledger in place of the account's.
 */
export const forStrategy = (strategy: string, rule: RiskRule | NamingRule): NamingRule => {
  const name = `forStrategy('${strategy}', ${rule.name})`;
  return {
    name,
    resolve: (names) => {
      if (!names.strategies.includes(strategy))
        throw new UsageError(`${name}: no strategy ${strategy}; there is ${names.strategies.join(', ')}`);
      return withinScope(name, { strategy, token: undefined }, strategy, resolveRule(rule, names));
    },
  };
};
