import type { Slices } from './slices.js';
import type { SummarisedRow, SweepSummary } from './sweep-summary.js';
import { toldWalk } from './told-walk.js';

/** Rows that are told of. */
const SHOWN = 10;

/** What a sweep came to, for machines: one JSON object and a newline. */
export const sweepJson = <
  Row extends SummarisedRow & { readonly result: { readonly digest: string } | null },
>(
  { counts, failures, best, luck, walkForward }: SweepSummary<Row>,
  rows: readonly Row[],
  { sessions, cuts, parts }: Slices,
  objective: string,
): string => {
  const json = {
    objective,
    counts,
    failures,
    best: best.slice(0, SHOWN).map(({ row: { settings, result }, neighbourhood }) => ({
      settings,
      figures: result?.figures,
      digest: result?.digest,
      neighbourhood,
    })),
    luck,
    returns: { sessions: sessions.length, periods: cuts.length, perSession: parts },
    walkForward: walkForward === null ? null : toldWalk(walkForward, rows, sessions),
  };
  return `${JSON.stringify(json)}\n`;
};
