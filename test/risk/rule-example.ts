import type { NamingRule, RiskRule } from '../../src/domain/risk-rule.js';
import * as api from '../../src/index.js';

/** What the code of an example in a pipeline file makes. */
export const ruleExample = (code: string): RiskRule | NamingRule => {
  const names = Object.keys(api).filter((name) => /^[a-z]\w*$/.test(name));
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const made = new Function(...names, `return ${code};`) as (...values: readonly unknown[]) => RiskRule;
  return made(...names.map((name) => (api as unknown as Readonly<Record<string, unknown>>)[name]));
};
