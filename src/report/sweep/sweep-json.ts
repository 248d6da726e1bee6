import type { Slices } from './slices.js';
import { leftOver } from './walk-forward.js';
import type { SummarisedRow, SweepSummary } from './sweep-summary.js';

/** Rows that are told of. */
const SHOWN = 10;

/** What a sweep came to, for machines: one JSON object and a newline. */
export const sweepJson = <
  Row extends SummarisedRow & { readonly result: { readonly digest: string } | null },
>(
  { counts, best, luck, walkForward }: SweepSummary<Row>,
  rows: readonly Row[],
  { sessions, cuts, parts }: Slices,
  objective: string,
): string => {
  const settingsOf = (row: number | null) => (row === null ? null : (rows[row]?.settings ?? null));
  const json = {
    objective,
    counts,
    best: best.slice(0, SHOWN).map(({ row: { settings, result }, neighbourhood }) => ({
      settings,
      figures: result?.figures,
      digest: result?.digest,
      neighbourhood,
    })),
    luck,
    returns: { sessions: sessions.length, periods: cuts.length, perSession: parts },
    walkForward:
      walkForward === null
        ? null
        : {
            netPnl: walkForward.netPnl,
            gaining: walkForward.gaining,
            inSample: walkForward.inSample,
            outOfSample: walkForward.outOfSample,
            sessionsLeftOver: leftOver(sessions.length, walkForward.windows),
            windows: walkForward.windows.map(
              ({ from, chosenAt, to, chosen, inSample, outOfSample, netPnl }) => ({
                inSample: [sessions[from], sessions[chosenAt - 1]],
                outOfSample: [sessions[chosenAt], sessions[to - 1]],
                chosen: settingsOf(chosen),
                objective: { inSample, outOfSample },
                netPnl,
              }),
            ),
          },
  };
  return `${JSON.stringify(json)}\n`;
};
