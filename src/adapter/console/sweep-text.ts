import type { SweepRow } from '../../codec/sweep/row.js';
import { countText, wholeText } from '../../domain/count-text.js';
import type { Luck } from '../../report/overfit/luck.js';
import { areDaily, type Slices } from '../../report/sweep/slices.js';
import { summaryText } from '../../report/sweep/summary-text.js';
import type { SweepSummary } from '../../report/sweep/sweep-summary.js';
import { leftOver, type WalkForwardResult } from '../../report/sweep/walk-forward.js';
import { plainTable } from './plain-table.js';

/** Rows that are told of. */
const SHOWN = 10;
/** Figures that are told of every row beside the objective. */
const TOLD = ['netPnl', 'sharpe', 'maxDrawdown', 'trades'];

/** What a sweep came to, for people: the best rows, and whether the best is likely luck. */
export const sweepText = (summary: SweepSummary<SweepRow>, figure: string, slices: Slices): string => {
  const { best, luck, walkForward } = summary;
  const { counts, verdict, reasons } = summaryText(summary, figure);
  return [
    counts,
    ...(best.length === 0 ? [] : [bestTable(best.slice(0, SHOWN), figure)]),
    ...(walkForward === null ? [] : walkForwardLines(walkForward, figure, slices)),
    `${verdict}.`,
    ...reasons.map((reason) => `  ${reason}`),
    ...(best.length === 0 ? [] : [sharpeLine(luck, slices)]),
  ].join('\n');
};

const bestTable = (best: SweepSummary<SweepRow>['best'], objective: string): string => {
  const parameters = [...new Set(best.flatMap(({ row }) => Object.keys(row.settings)))];
  const figures = [objective, ...TOLD.filter((name) => name !== objective)];
  return plainTable(
    [...parameters, ...figures, 'neighbours', 'their median', 'half as good'],
    best.map(({ row, neighbourhood: { neighbours, median, asGood } }) => [
      ...parameters.map((name) => valueText(row.settings[name])),
      ...figures.map((name) => figureText(row.result?.figures[name] ?? null)),
      wholeText(neighbours),
      figureText(median),
      asGood === null ? '-' : `${Math.round(asGood * 100)}%`,
    ]),
    [],
  );
};

const walkForwardLines = (
  { windows, netPnl, gaining, inSample, outOfSample }: WalkForwardResult,
  figure: string,
  { sessions }: Slices,
): readonly string[] => [
  `Walk forward: ${countText(windows.length, 'window')}, ${Math.round(gaining * 100)}% gained; ${figure} of the chosen ` +
    `${figureText(inSample)} in sample, ${figureText(outOfSample)} out of sample; net ${figureText(netPnl)}`,
  ...leftOverLines(leftOver(sessions.length, windows), sessions),
];

const leftOverLines = (count: number, sessions: readonly string[]): readonly string[] =>
  count === 0
    ? []
    : [
        count === 1
          ? `  the last session, ${sessions.at(-1) ?? ''}, makes no whole window and is in none`
          : `  the last ${wholeText(count)} sessions, from ${sessions.at(-count) ?? ''}, make no whole window and are in none`,
      ];

/** Sharpe ratios are of a period, which is no year: they are told as they are. */
const sharpeLine = (luck: Luck, slices: Slices): string =>
  `  Sharpe ratio ${figureText(luck.sharpe)} a period, luck alone gives the best of ${wholeText(luck.trials)} ` +
  `${figureText(luck.luckySharpe)}; ${countText(luck.periods, 'period')}: ` +
  (areDaily(slices)
    ? 'sessions'
    : `equal parts of ${countText(slices.sessions.length, 'session')}, which are too few for daily returns`);

const valueText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const figureText = (value: number | null): string =>
  value === null
    ? '-'
    : value.toLocaleString('en-IN', { maximumFractionDigits: Number.isInteger(value) ? 0 : 4 });
