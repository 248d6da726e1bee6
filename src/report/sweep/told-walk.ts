import type { SummarisedRow } from './sweep-summary.js';
import { leftOver, type WalkForwardResult } from './walk-forward.js';

/** A walk forward as it is told: by dates and settings in place of numbers. */
export interface ToldWalk extends Pick<WalkForwardResult, 'netPnl' | 'gaining' | 'inSample' | 'outOfSample'> {
  /** Behind the last window, in none. */
  readonly sessionsLeftOver: number;
  readonly windows: readonly ToldWindow[];
}

export interface ToldWindow {
  /** Dates of the first session and of the last. */
  readonly inSample: DateSpan;
  readonly outOfSample: DateSpan;
  /** Settings of the row that was chosen; null where none was. */
  readonly chosen: SummarisedRow['settings'] | null;
  /** What that row has of the objective. */
  readonly objective: { readonly inSample: number | null; readonly outOfSample: number | null };
  /** Its profit out of sample, rupees. */
  readonly netPnl: number;
}

type DateSpan = readonly [first: string, last: string];

/** Of a walk over `sessions`, by their dates, whose rows are `rows`. */
export const toldWalk = (
  { netPnl, gaining, inSample, outOfSample, windows }: WalkForwardResult,
  rows: readonly SummarisedRow[],
  sessions: readonly string[],
): ToldWalk => {
  const span = (from: number, to: number): DateSpan => [sessions[from] ?? '', sessions[to - 1] ?? ''];
  return {
    ...{ netPnl, gaining, inSample, outOfSample },
    sessionsLeftOver: leftOver(sessions.length, windows),
    windows: windows.map((window) => ({
      inSample: span(window.from, window.chosenAt),
      outOfSample: span(window.chosenAt, window.to),
      chosen: rows[window.chosen ?? -1]?.settings ?? null,
      objective: { inSample: window.inSample, outOfSample: window.outOfSample },
      netPnl: window.netPnl,
    })),
  };
};
