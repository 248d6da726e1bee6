import type { DecisionDifference } from '../../report/drift/decision-difference.js';
import { titled } from './titled.js';

/** Where a session and its backtest part: both sides, and what they follow from. */
export const decisionDifferenceText = ({
  summary,
  session,
  backtest,
  fields,
  causes,
  outside,
  before,
}: DecisionDifference): string =>
  [
    `first difference: ${summary}`,
    ...titled('session', session === null ? [] : [session]),
    ...titled('backtest', backtest === null ? [] : [backtest]),
    ...(fields.length === 0 ? [] : ['what differs:', ...fields.map((field) => `  ${field}`)]),
    ...titled('follows from', causes),
    ...titled('the last command or word of the feed before it', outside === null ? [] : [outside]),
    ...titled('the entries before it, alike in both', before),
  ].join('\n');
