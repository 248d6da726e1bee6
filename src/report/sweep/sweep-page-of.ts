import { countText, wholeText } from '../../domain/count-text.js';
import type { SummarisedRow, SummaryOptions, SweepSummary } from './sweep-summary.js';
import { summaryText } from './summary-text.js';
import type { SweepPage, SweepPageRow } from './sweep-page.js';
import { toldWalk } from './told-walk.js';

/** The page of a sweep whose rows came to `summary`. */
export const sweepPageOf = <
  Row extends SummarisedRow & { readonly result: { readonly digest?: string } | null },
>(
  pipeline: string,
  rows: readonly Row[],
  summary: SweepSummary<Row>,
  { ranking: { figure, isLeast }, slices: { sessions } }: SummaryOptions,
  setup: SweepPage['setup'] = {},
): SweepPage => {
  const { best, neighbourhoods, luck, walkForward, counts } = summary;
  const parameters = variedIn(rows);
  const ranked = new Set(best.map(({ row }) => row));
  const placeOf = new Map(rows.map((row, i) => [row, i]));
  const pageRow = (row: Row): SweepPageRow => {
    const figures = row.result?.figures ?? {};
    const place = placeOf.get(row) ?? -1;
    const walked = walkForward?.rows[place];
    const around = neighbourhoods[place];
    return {
      values: parameters.map((name) => row.settings[name]),
      objective: figures[figure] ?? null,
      isRanked: ranked.has(row),
      netPnl: figures['netPnl'] ?? null,
      sharpe: figures['sharpe'] ?? null,
      maxDrawdown: figures['maxDrawdown'] ?? null,
      trades: figures['trades'] ?? null,
      neighbours: around?.neighbours ?? 0,
      neighboursMedian: around?.median ?? null,
      neighboursAsGood: around?.asGood ?? null,
      inSample: walked?.inSample ?? null,
      outOfSample: walked?.outOfSample ?? null,
    };
  };
  const others = rows.filter((row) => !ranked.has(row) && row.error === null && row.result !== null);
  return {
    pipeline,
    facts: [
      counts.missing === 0
        ? countText(counts.rows, 'combination')
        : `unfinished: ${wholeText(counts.rows)} of ${countText(counts.rows + counts.missing, 'combination')}`,
      `by ${isLeast ? 'least ' : ''}${figure}`,
      sessions.length === 1
        ? (sessions[0] ?? '')
        : `${wholeText(sessions.length)} sessions, ${sessions[0] ?? ''} to ${sessions.at(-1) ?? ''}`,
    ],
    objective: { figure, isLeast },
    parameters,
    text: summaryText(summary, figure),
    luck,
    walkForward: walkForward === null ? null : toldWalk(walkForward, rows, sessions),
    rows: [...best.map(({ row }) => row), ...others].map(pageRow),
    setup,
    bestDigest: best[0]?.row.result?.digest ?? null,
    failed: rows
      .filter(({ error }) => error !== null)
      .map(({ settings, error }) => ({
        values: parameters.map((name) => settings[name]),
        settings: JSON.stringify(settings),
        error: error ?? '',
      })),
  };
};

/** Names of the settings of which more than one value was tried. */
const variedIn = (rows: readonly SummarisedRow[]): readonly string[] =>
  [...new Set(rows.flatMap(({ settings }) => Object.keys(settings)))].filter(
    (name) => new Set(rows.map(({ settings }) => JSON.stringify(settings[name]))).size > 1,
  );
