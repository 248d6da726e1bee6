import type { SweepPage, SweepPageRow } from '../../report/sweep/sweep-page.js';
import { toneOf } from '../shell/cards.js';
import { countText, decimalText, percentText, profitText } from '../shell/figure-text.js';
import { nothing } from '../shell/figures-table.js';
import type { Section } from '../shell/frame.js';
import { type LongColumn, longTable } from '../tables/long-table.js';
import { plainText, valueText } from './values.js';

/** A row with its settings as fields of their own, so that it is sorted by them. */
type Row = SweepPageRow & { readonly place: number; readonly rank: number; readonly standing: string };

/** Every combination with a result, sorted by any of its figures. */
export const rowsSection = (page: SweepPage): Section => {
  const rows = page.rows.map((row, i): Row => ({
    ...row,
    ...Object.fromEntries(row.values.map((value, parameter) => [fieldOf(parameter), value])),
    place: i + 1,
    rank: page.rows.length - i, // the best at the top of a table that begins with the largest
    standing: standingOf(row, page),
  }));
  return {
    id: 'combinations',
    title: 'Combinations',
    content: [
      rows.length === 0
        ? nothing('None has a result.')
        : longTable({
            of: 'combinations',
            count: rows.length,
            rows: () => rows,
            columns: columnsOf(page),
            choices: [{ label: 'Standing', of: ({ standing }) => standing }],
            sortedBy: 'rank',
            onOpen: () => undefined,
          }),
    ],
  };
};

const standingOf = ({ isRanked, objective }: SweepPageRow, { objective: { figure } }: SweepPage): string =>
  isRanked ? 'ranked' : objective === null ? `without ${figure}` : 'outside the constraints';

/** Not of the type: there are as many as there are parameters. */
const fieldOf = (parameter: number): keyof Row => `setting${parameter}` as keyof Row;

const columnsOf = ({ parameters, objective, walkForward }: SweepPage): readonly LongColumn<Row>[] => [
  {
    field: 'rank',
    title: 'Rank',
    text: ({ place, isRanked }) => (isRanked ? countText(place) : '–'),
    widthPx: 70,
  },
  ...parameters.map((title, parameter): LongColumn<Row> => ({
    field: fieldOf(parameter),
    title,
    text: ({ values }) => valueText(values[parameter]),
    widthPx: 120,
    isFigure: true,
  })),
  figure('objective', objective.figure, plainText),
  ...(walkForward === undefined
    ? []
    : [figure('inSample', 'In sample', plainText), figure('outOfSample', 'Out of sample', plainText)]),
  {
    ...figure('netPnl', 'Net P&L', (value) => profitText(value)),
    tone: ({ netPnl }) => toneOf(netPnl),
  },
  figure('sharpe', 'Sharpe', (value) => decimalText(value, 2)),
  figure('maxDrawdown', 'Drawdown', (value) => percentText(value)),
  figure('trades', 'Trades', countText),
  figure('neighbours', 'Neighbours', countText),
  figure('neighboursMedian', `Median ${objective.figure} of neighbours`, plainText),
  figure('neighboursAsGood', 'Neighbours half as good', (value) => percentText(value, 0)),
];

type Figure = Exclude<keyof SweepPageRow, 'values' | 'isRanked'>;

const figure = (field: Figure, title: string, text: (value: number | null) => string): LongColumn<Row> => ({
  field,
  title,
  text: (row) => text(row[field]),
  widthPx: 110,
  isFigure: true,
});
