import { UsageError } from '../domain/failure.js';
import type { HaltEnd } from '../domain/risk-rule.js';
import type { RuleParameter } from './rule-facts.js';

/** What may be said of a rule on losses. */
export interface HaltOptions {
  /** When its halt ends; with the next session when left out. */
  readonly until?: HaltEnd;
}

export const UNTIL: RuleParameter = {
  name: 'until',
  meaning: "'nextSession' (when left out) or 'resume', which waits for a command and then counts anew",
};

/** The options in a rule's name; nothing where they are those of a rule that has none. */
export const haltText = ({ until }: HaltOptions): string =>
  until === undefined || until === 'nextSession' ? '' : `, { until: '${until}' }`;

/** When the halt of `rule` ends; throws a UsageError for what is none of the words. */
export const untilOf = (rule: string, { until = 'nextSession' }: HaltOptions): HaltEnd => {
  if (ENDS.has(until)) return until;
  throw new UsageError(`${rule}: until must be 'nextSession' or 'resume', not '${until}'`);
};

/** Pipeline files are loaded without a look at their types. */
const ENDS: ReadonlySet<string> = new Set<HaltEnd>(['nextSession', 'resume']);
