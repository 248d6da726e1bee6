import type { SweepPage, SweepPageRow } from '../../report/sweep/sweep-page.js';
import { toneOf } from '../shell/cards.js';
import { countText, decimalText, percentText, profitText } from '../shell/figure-text.js';
import { nothing } from '../shell/figures-table.js';
import type { Section } from '../shell/frame.js';
import { type LongColumn, longTable } from '../tables/long-table.js';
import { figureLook } from './figure-look.js';
import { shortNames } from './short-names.js';
import { valueText } from './values.js';

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
    lead: 'Neighbours are the rows a step away: the median of their figure, and the share of them at least half as good.',
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
          }),
    ],
  };
};

const standingOf = ({ isRanked, objective }: SweepPageRow, { objective: { figure } }: SweepPage): string =>
  isRanked ? 'ranked' : objective === null ? `without ${figure}` : 'outside the constraints';

/** Not of the type: there are as many as there are parameters. */
const fieldOf = (parameter: number): keyof Row => `setting${parameter}` as keyof Row;

const columnsOf = ({ parameters, objective, walkForward }: SweepPage): readonly LongColumn<Row>[] => {
  const names = shortNames(parameters);
  const { text, isSigned } = figureLook(objective.figure);
  return [
    {
      field: 'rank',
      title: 'Rank',
      text: ({ place, isRanked }) => (isRanked ? countText(place) : '–'),
      widthPx: widthOf('Rank'),
    },
    ...names.map((title, parameter): LongColumn<Row> => ({
      field: fieldOf(parameter),
      title,
      text: ({ values }) => valueText(values[parameter]),
      widthPx: widthOf(title),
      isFigure: true,
    })),
    {
      ...figure('objective', objective.figure, text),
      ...(isSigned ? { tone: (row: Row) => toneOf(row.objective) } : {}),
    },
    ...(walkForward === null
      ? []
      : [figure('inSample', 'In sample', text), figure('outOfSample', 'Out of sample', text)]),
    ...OTHERS.filter(({ field }) => field !== objective.figure),
    figure('neighbours', 'Neighbours', countText),
    figure('neighboursMedian', 'Their median', text),
    figure('neighboursAsGood', 'Half as good', (value) => percentText(value, 0)),
  ];
};

type Figure = Exclude<keyof SweepPageRow, 'values' | 'isRanked'>;

const figure = (field: Figure, title: string, text: (value: number | null) => string): LongColumn<Row> => ({
  field,
  title,
  text: (row) => text(row[field]),
  widthPx: widthOf(title),
  isFigure: true,
});

/** Room for a title with the arrow beside it, and for a figure. */
const widthOf = (title: string): number => Math.max(90, 52 + 8 * title.length);

/** Figures that are told beside the objective. */
const OTHERS: readonly LongColumn<Row>[] = [
  { ...figure('netPnl', 'Net P&L', profitText), tone: ({ netPnl }) => toneOf(netPnl) },
  figure('sharpe', 'Sharpe', (value) => decimalText(value, 2)),
  figure('maxDrawdown', 'Drawdown', percentText),
  figure('trades', 'Trades', countText),
];
