import type { ComparedPair, ComparedReport, Comparison } from '../../report/compare/comparison.js';
import { decimalText, percentText } from './figure-text.js';
import { plainTable } from './plain-table.js';
import { wrap } from './wrap.js';

/** What a terminal shows without wrapping. */
const COLUMNS = 80;
/** Runs side by side in one table. */
const BESIDE = 4;
const NAME = 14;

/**
 * Runs side by side for a terminal, at most 80 columns: their figures, four runs to a table, then what the daily
 * returns of every two of them say, and what else is not the same about them.
 */
export const comparisonText = (comparison: Comparison): string =>
  [
    ...tables(comparison.runs),
    ...pairTable(comparison),
    '',
    ...comparison.pairs.flatMap(({ says }) => wrap(says, COLUMNS)),
    ...comparison.pairs.flatMap(unlikeLines),
  ].join('\n');

/** Tables of as many runs as fit beside one another. */
const tables = (runs: readonly ComparedReport[]): readonly string[] => {
  if (runs.length === 0) return [];
  const fitting = [BESIDE, 3, 2].find((count) => widthOf(figures(runs.slice(0, count))) <= COLUMNS) ?? 1;
  return [figures(runs.slice(0, fitting)), '', ...tables(runs.slice(fitting))];
};

const widthOf = (table: string): number => Math.max(...table.split('\n').map((line) => line.length));

type Row = readonly [label: string, text: (run: ComparedReport) => string];

const ROWS: readonly Row[] = [
  ['Net P&L ₹', ({ performance: p }) => decimalText(p.netPnl, 0)],
  ['Charges ₹', ({ performance: p }) => decimalText(p.charges, 0)],
  ['Return', ({ performance: p }) => percentText(p.return, 2)],
  ['On peak margin', ({ performance: p }) => percentText(p.returnOnPeakMargin, 2)],
  ['CAGR', ({ performance: p }) => percentText(p.cagr, 1)],
  ['Volatility', ({ performance: p }) => percentText(p.volatility, 1)],
  ['Sharpe', ({ performance: p }) => decimalText(p.sharpe, 2)],
  ['  95 % from', ({ confidence: c }) => decimalText(c.sharpe?.[0] ?? null, 2)],
  ['  to', ({ confidence: c }) => decimalText(c.sharpe?.[1] ?? null, 2)],
  ['Sortino', ({ performance: p }) => decimalText(p.sortino, 2)],
  ['Max drawdown', ({ performance: p }) => percentText(p.maxDrawdown.ratio, 2)],
  ['Calmar', ({ performance: p }) => decimalText(p.calmar, 2)],
  ['Under water', ({ performance: p }) => percentText(p.timeUnderWater, 0)],
  ['Trades', ({ performance: p }) => decimalText(p.trades, 0)],
  ['Wins', ({ performance: p }) => percentText(p.winRate, 1)],
  ['Profit factor', ({ performance: p }) => (p.allWins ? 'all wins' : decimalText(p.profitFactor, 2))],
  ['Mean trade ₹', ({ performance: p }) => decimalText(p.expectancy, 2)],
  ['  95 % from', ({ confidence: c }) => decimalText(c.expectancy?.[0] ?? null, 2)],
  ['  to', ({ confidence: c }) => decimalText(c.expectancy?.[1] ?? null, 2)],
  ['Exposure', ({ performance: p }) => percentText(p.exposure, 1)],
  ['Capital ₹', ({ capital }) => decimalText(capital, 0)],
  ['Sessions', ({ sessions }) => decimalText(sessions, 0)],
  ['Ticks', ({ ticks }) => decimalText(ticks, 0)],
  ['From', ({ from }) => from?.slice(0, 10) ?? '-'],
  ['To', ({ to }) => to?.slice(0, 10) ?? '-'],
  ['Digest', ({ digest }) => digest.slice(0, 8)],
];

const figures = (runs: readonly ComparedReport[]): string =>
  plainTable(
    ['', ...runs.map(({ name }) => clip(name))],
    ROWS.map(([label, text]) => [label, ...runs.map(text)]),
  );

const pairTable = ({ pairs }: Comparison): readonly string[] => [
  'Daily returns, first less second',
  plainTable(
    ['First', 'Second', 'Days', 'Corr.', 'Difference', 't', 'p'],
    pairs.map(({ first, second, days, correlation, meanDifference, t, p }) => [
      clip(first),
      clip(second),
      decimalText(days, 0),
      decimalText(correlation, 3),
      percentText(meanDifference, 4),
      decimalText(t, 2),
      decimalText(p, 4),
    ]),
    [0, 1],
  ),
];

const unlikeLines = ({ first, second, onlyFirst, onlySecond, unlike }: ComparedPair): readonly string[] =>
  [
    ...(onlyFirst + onlySecond === 0
      ? []
      : [`sessions: ${onlyFirst} of ${first} alone, ${onlySecond} of ${second} alone, left out above`]),
    ...unlike,
  ].flatMap((line) => wrap(`not alike, ${line}`, COLUMNS));

const clip = (name: string): string => (name.length <= NAME ? name : `…${name.slice(1 - NAME)}`);
