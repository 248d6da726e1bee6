import type { RefusalUnit } from '../domain/approval.js';

/** What a rule can be for: the account, or one strategy or one token by `forStrategy` and `forToken`. */
export type RuleScope = 'account' | 'strategy' | 'token';

/** What people are told of a rule; it stands next to the rule, and nowhere else. */
export interface RuleFacts {
  /** As it is written in a pipeline: `maxPosition`. */
  readonly name: string;
  readonly parameters: readonly RuleParameter[];
  readonly scopes: readonly RuleScope[];
  /** Of the numbers in its refusals. */
  readonly unit: RefusalUnit;
  /** What it refuses, or when it halts. */
  readonly refuses: string;
  /** As a pipeline would say it. */
  readonly example: string;
}

export interface RuleParameter {
  readonly name: string;
  readonly meaning: string;
}

export const EVERY_SCOPE: readonly RuleScope[] = ['account', 'strategy', 'token'];
