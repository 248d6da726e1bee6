import type { Hurdles } from '../../domain/hurdles.js';
import { meanOf } from '../mean.js';
import { sessionFigures, type SessionFigures, type SessionRun, sessionsOf } from './session-figures.js';

/** Sessions to choose on, and those behind them to hold the choice, by number; ends are not included. */
export interface Window {
  readonly from: number;
  readonly chosenAt: number;
  readonly to: number;
}

/** What a window's choice came to. */
export interface WindowResult extends Window {
  /** Number of the row with the best objective in sample; null where no row has one. */
  readonly chosen: number | null;
  /** Its objective in sample and out of it. */
  readonly inSample: number | null;
  readonly outOfSample: number | null;
  /** Its profit out of sample, rupees. */
  readonly netPnl: number;
}

/** Choosing anew from time to time, as one would have. */
export interface WalkForwardResult {
  readonly windows: readonly WindowResult[];
  /** Of the choices, over all sessions out of sample. */
  readonly netPnl: number;
  /** The share of windows that gained out of sample. */
  readonly gaining: number;
  /** Means of the chosen rows' objective over the windows; null where none has one. */
  readonly inSample: number | null;
  readonly outOfSample: number | null;
  /** Of every row, in their order: the means of its own objective over the windows. */
  readonly rows: readonly { readonly inSample: number | null; readonly outOfSample: number | null }[];
}

/**
 * The whole windows of a tape, each beginning `outOfSample` sessions after the one before: what is held does not
 * overlap.
 */
export const windowsOf = (sessions: number, inSample: number, outOfSample: number): readonly Window[] =>
  Array.from({ length: Math.max(0, Math.floor((sessions - inSample) / outOfSample)) }, (_, i): Window => ({
    from: i * outOfSample,
    chosenAt: i * outOfSample + inSample,
    to: i * outOfSample + inSample + outOfSample,
  }));

/** How many of the `sessions` lie behind the last whole window, and are in none. */
export const leftOver = (sessions: number, windows: readonly Window[]): number =>
  sessions - (windows.at(-1)?.to ?? 0);

/** What sessions have of the objective. */
export interface SessionJudge {
  /** Those of the pipeline: by them a row's Sharpe ratio in a window is what it is in its row. */
  readonly hurdles: Hurdles;
  /** To choose by: the more the better; null where they may not be chosen on. */
  readonly choice: (figures: SessionFigures) => number | null;
  /** For people. */
  readonly told: (figures: SessionFigures) => number | null;
}

/**
 * Walks `windows` over the runs of all rows, each a single run over the whole tape: a row's sessions in a window are cut
 * out of it, with what its strategies had learned before. A row without a run is never chosen.
 */
export const walkForward = (
  runs: readonly (SessionRun | null)[],
  windows: readonly Window[],
  judge: SessionJudge,
): WalkForwardResult => {
  const judged = windows.map((window) =>
    runs.map((run) => (run === null ? NOTHING : judgedIn(window, run, judge))),
  );
  const results = windows.map((window, i): WindowResult => {
    const rows = judged[i] ?? [];
    const chosen = bestOf(rows.map(({ choice }) => choice));
    const { inSample = null, outOfSample = null, netPnl = 0 } = rows[chosen ?? -1] ?? {};
    return { ...window, chosen, inSample, outOfSample, netPnl };
  });
  return {
    windows: results,
    netPnl: results.reduce((sum, { netPnl }) => sum + netPnl, 0),
    gaining: results.filter(({ netPnl }) => netPnl > 0).length / results.length,
    inSample: meanOf(results.flatMap(({ inSample }) => inSample ?? [])),
    outOfSample: meanOf(results.flatMap(({ outOfSample }) => outOfSample ?? [])),
    rows: runs.map((_, row) => ({
      inSample: meanOf(judged.flatMap((rows) => rows[row]?.inSample ?? [])),
      outOfSample: meanOf(judged.flatMap((rows) => rows[row]?.outOfSample ?? [])),
    })),
  };
};

const NOTHING = { choice: null, inSample: null, outOfSample: null, netPnl: 0 };

const judgedIn = (
  { from, chosenAt, to }: Window,
  run: SessionRun,
  { choice, told, hurdles }: SessionJudge,
) => {
  const inside = sessionFigures(sessionsOf(run, from, chosenAt), hurdles);
  const outside = sessionFigures(sessionsOf(run, chosenAt, to), hurdles);
  return {
    choice: choice(inside),
    inSample: told(inside),
    outOfSample: told(outside),
    netPnl: outside.netPnl ?? 0,
  };
};

/** Number of the highest; of equals, the first. */
const bestOf = (values: readonly (number | null)[]): number | null => {
  let best: number | null = null;
  for (const [i, value] of values.entries())
    if (value !== null && value > (best === null ? -Infinity : (values[best] ?? -Infinity))) best = i;
  return best;
};
