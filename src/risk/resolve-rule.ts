import type { NamingRule, RiskRule, RuleNames } from '../domain/risk-rule.js';

/** The rule itself, its names resolved where it has any. Throws a UsageError for a name that stands for nothing. */
export const resolveRule = (rule: RiskRule | NamingRule, names: RuleNames): RiskRule =>
  'resolve' in rule ? rule.resolve(names) : rule;
