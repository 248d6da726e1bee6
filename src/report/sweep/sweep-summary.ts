import { type Hurdles, NO_HURDLES } from '../../domain/hurdles.js';
import type { Money } from '../../domain/money.js';
import { dailyReturns } from '../daily-returns.js';
import type { Figures } from '../figures.js';
import { luckOf, type Luck } from '../overfit/luck.js';
import { type Neighbourhood, neighbourhoodsOf, placesOf } from '../overfit/neighbourhood.js';
import { type Failures, failuresOf } from './failures.js';
import { bestRows, objectiveOf, type Ranking } from './best-rows.js';
import { SESSION_FIGURES, type SessionFigures, type SessionRun } from './session-figures.js';
import type { SessionTrades } from './slice-sink.js';
import { lastPeriods, type Slices } from './slices.js';
import { type SessionJudge, walkForward, type WalkForwardResult, type Window } from './walk-forward.js';

/** A row as the statistics see it. */
export interface SummarisedRow {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly error: string | null;
  readonly result: {
    readonly figures: Figures;
    readonly equity: readonly number[];
    readonly trades: readonly Readonly<SessionTrades>[];
  } | null;
}

/** What a sweep came to. */
export interface SweepSummary<Row extends SummarisedRow> {
  /** Of the rows asked for. */
  readonly counts: {
    /** Those that are done. */
    readonly rows: number;
    /** Those that are not, where the sweep was ended. */
    readonly missing: number;
    readonly failed: number;
    /** Outside the constraints. */
    readonly outside: number;
    /** Without the objective. */
    readonly unranked: number;
  };
  /** Why those failed that did. */
  readonly failures: readonly Failures[];
  /** From the best on. */
  readonly best: readonly { readonly row: Row; readonly neighbourhood: Neighbourhood }[];
  /** Of every row asked for, in their order. */
  readonly neighbourhoods: readonly Neighbourhood[];
  readonly luck: Luck;
  readonly walkForward: WalkForwardResult | null;
}

export interface SummaryOptions {
  readonly ranking: Ranking;
  readonly slices: Slices;
  readonly capital: Money;
  /** Of the pipeline; none where it has none. */
  readonly hurdles?: Hurdles | undefined;
  /** Windows of a walk forward; empty for none. */
  readonly windows: readonly Window[];
}

/**
 * Of the `rows` asked for, beside all that were ever `tried` on the same tape, which they are among; `missing` are the
 * combinations that were asked for and are not done.
 */
export const summaryOf = <Row extends SummarisedRow>(
  rows: readonly Row[],
  tried: readonly SummarisedRow[],
  { ranking, slices, capital, hurdles = NO_HURDLES, windows }: SummaryOptions,
  missing = 0,
): SweepSummary<Row> => {
  const ranked = bestRows(rows, ranking);
  const isLeft = ({ error, result }: SummarisedRow): boolean => error === null && result !== null;
  const within = rows.filter((row) => isLeft(row) && ranking.isWithin(row.result?.figures ?? {}));
  const failed = rows.filter(({ error }) => error !== null).length;
  const walked =
    windows.length === 0
      ? null
      : walkForward(runsOf(rows, slices, capital), windows, judgeOf(ranking, hurdles));
  const [best] = ranked;
  const neighbourhoods = neighbourhoodsIn(rows, ranking);
  const neighbourhoodOf = new Map(rows.map((row, i) => [row, neighbourhoods[i]]));
  return {
    counts: {
      rows: rows.length,
      missing,
      failed,
      outside: rows.length - failed - within.length,
      unranked: within.length - ranked.length,
    },
    failures: failuresOf(rows),
    best: ranked.flatMap((row) => {
      const neighbourhood = neighbourhoodOf.get(row);
      return neighbourhood === undefined ? [] : [{ row, neighbourhood }];
    }),
    neighbourhoods,
    luck: luckOf(
      best === undefined ? undefined : returnsOf(best, slices, capital),
      tried.flatMap((row) => (isLeft(row) ? [returnsOf(row, slices, capital)] : [])),
      tried.length,
      walked,
    ),
    walkForward: walked,
  };
};

/** One return for each cut; after ruin nothing is earned. */
const returnsOf = ({ result }: SummarisedRow, { cuts }: Slices, capital: Money): readonly number[] => {
  const returns = dailyReturns(capital, result?.equity ?? []);
  return cuts.map((_, i) => returns[i] ?? 0);
};

const neighbourhoodsIn = (rows: readonly SummarisedRow[], ranking: Ranking): readonly Neighbourhood[] => {
  const places = placesOf(rows.map(({ settings }) => settings));
  return neighbourhoodsOf(
    rows.map((row, i) => ({ places: places[i] ?? [], objective: valueOf(row, ranking) })),
    ranking.isLeast,
  );
};

/** As its figures have it; a neighbour outside the constraints is a neighbour all the same. */
const valueOf = (row: SummarisedRow, ranking: Ranking): number | null => {
  const value = objectiveOf(row, { ...ranking, isWithin: () => true });
  return value === null ? null : ranking.isLeast ? -value : value;
};

/** Null for rows that failed, so that numbers of rows stay what they are. */
const runsOf = (
  rows: readonly SummarisedRow[],
  slices: Slices,
  capital: Money,
): readonly (SessionRun | null)[] => {
  const closes = lastPeriods(slices);
  return rows.map(({ error, result }) =>
    error !== null || result === null
      ? null
      : {
          start: capital,
          closes: closes.map((period) => (result.equity[period] ?? capital) as Money),
          trades: result.trades,
        },
  );
};

const judgeOf = ({ figure, isLeast, isWithin }: Ranking, hurdles: Hurdles): SessionJudge => {
  const told = (figures: SessionFigures): number | null =>
    figures[SESSION_FIGURES.find((name) => name === figure) ?? 'netPnl'];
  const choice = (figures: SessionFigures): number | null => {
    const value = isWithin(figures) ? told(figures) : null;
    return value === null ? null : isLeast ? -value : value;
  };
  return { told, choice, hurdles };
};
