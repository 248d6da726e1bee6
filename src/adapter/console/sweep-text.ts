import type { SweepRow } from '../../codec/sweep/row.js';
import { countText, wholeText } from '../../domain/count-text.js';
import type { Luck } from '../../report/overfit/luck.js';
import type { Failures } from '../../report/sweep/failures.js';
import { areDaily, type Slices } from '../../report/sweep/slices.js';
import { summaryText } from '../../report/sweep/summary-text.js';
import type { SweepSummary } from '../../report/sweep/sweep-summary.js';
import { leftOver, type WalkForwardResult } from '../../report/sweep/walk-forward.js';
import { bestTable, plainFigure, tableNote } from './sweep-table-text.js';

/** Rows that are told of. */
const SHOWN = 10;
/** Reasons of failures that are. */
const REASONS = 5;

/** What a sweep came to, for people: the best rows, and whether the best is likely luck. */
export const sweepText = (summary: SweepSummary<SweepRow>, figure: string, slices: Slices): string => {
  const { best, failures, luck, walkForward } = summary;
  const { counts, verdict, reasons } = summaryText(summary, figure);
  return [
    counts,
    ...failures.slice(0, REASONS).map(failureLine),
    ...(failures.length > REASONS ? [`  and for ${wholeText(failures.length - REASONS)} more reasons`] : []),
    ...(best.length === 0 ? [] : [bestTable(best.slice(0, SHOWN), figure), tableNote(figure)]),
    ...(walkForward === null ? [] : walkForwardLines(walkForward, figure, slices)),
    `${verdict}.`,
    ...reasons.map((reason) => `  ${reason}`),
    ...(best.length === 0 ? [] : [sharpeLine(luck, slices)]),
  ].join('\n');
};

const failureLine = ({ count, error, settings }: Failures): string =>
  `  ${wholeText(count)} failed${count > 1 ? ', the first' : ''} with ${settingsText(settings)}: ${error}`;

const settingsText = (settings: Failures['settings']): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');

const walkForwardLines = (
  { windows, netPnl, gaining, inSample, outOfSample }: WalkForwardResult,
  figure: string,
  { sessions }: Slices,
): readonly string[] => [
  `Walk forward: ${countText(windows.length, 'window')}, ${Math.round(gaining * 100)}% of them gained, net ` +
    `${plainFigure(netPnl)} rupees; mean ${figure} of the rows chosen: ${plainFigure(inSample)} in sample, ` +
    `${plainFigure(outOfSample)} out of sample`,
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
  `  Sharpe ratio of a period: its own ${plainFigure(luck.sharpe)}, of the best of ${wholeText(luck.trials)} by luck alone ` +
  `${plainFigure(luck.luckySharpe)}; ${countText(luck.periods, 'period')}: ` +
  (areDaily(slices)
    ? 'sessions'
    : `equal parts of ${countText(slices.sessions.length, 'session')}, too few for daily returns`);
