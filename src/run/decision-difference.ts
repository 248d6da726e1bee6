import { entryText } from '../codec/recording/entry-text.js';
import type { Entry } from '../domain/entry.js';
import type { DecisionDifference } from '../report/drift/decision-difference.js';
import type { Decided } from './decided.js';
import { fieldDifferences } from './field-differences.js';

/** Entries that both have, shown before the first that differs. */
const SHOWN_BEFORE = 5;

/** Where a session and its backtest part; null where the digest sees them alike to the last entry. */
export const decisionDifference = (
  session: readonly Decided[],
  backtest: readonly Decided[],
): DecisionDifference | null => {
  const first = session.findIndex(({ line }, i) => line !== backtest[i]?.line);
  const at = first === -1 ? session.length : first;
  const [ours, theirs] = [session[at], backtest[at]];
  const either = ours ?? theirs;
  if (either === undefined) return null;
  return {
    summary: summaryOf(ours?.entry, theirs?.entry),
    session: ours === undefined ? null : jsonOf(ours.entry),
    backtest: theirs === undefined ? null : jsonOf(theirs.entry),
    fields: fieldsOf(ours?.entry, theirs?.entry),
    causes: either.causes.map(jsonOf),
    outside: outsideOf(ours ?? session[at - 1]),
    before: session.slice(Math.max(0, at - SHOWN_BEFORE), at).map(({ entry }) => jsonOf(entry)),
  };
};

const summaryOf = (ours: Entry | undefined, theirs: Entry | undefined): string => {
  if (ours === undefined) return `the backtest goes on with ${nameOf(theirs)}, the session has no more`;
  if (theirs === undefined) return `the session goes on with ${nameOf(ours)}, the backtest has no more`;
  return `the session goes on with ${nameOf(ours)}, the backtest with ${nameOf(theirs)}`;
};

const nameOf = (entry: Entry | undefined): string => `entry ${entry?.seq ?? 0}, ${entry?.kind ?? ''}`;

const jsonOf = (entry: Entry): unknown => JSON.parse(entryText(entry)) as unknown;

const outsideOf = (decided: Decided | undefined): unknown =>
  decided?.outside === undefined ? null : jsonOf(decided.outside);

/** Numbers of entries are others in every run. */
const fieldsOf = (ours: Entry | undefined, theirs: Entry | undefined): readonly string[] =>
  ours === undefined || ours.kind !== theirs?.kind
    ? []
    : fieldDifferences(withoutNumbers(ours), withoutNumbers(theirs), ['session', 'backtest']);

const withoutNumbers = (entry: Entry): unknown =>
  JSON.parse(entryText(entry), (key, value: unknown) =>
    key === 'seq' || key === 'cause' ? undefined : value,
  ) as unknown;
