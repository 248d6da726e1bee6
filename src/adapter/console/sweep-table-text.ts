import type { SweepRow } from '../../codec/sweep/row.js';
import { wholeText } from '../../domain/count-text.js';
import type { SweepSummary } from '../../report/sweep/sweep-summary.js';
import { decimalText, percentText } from './figure-text.js';
import { plainTable } from './plain-table.js';

/** Figures that are told of every row beside the objective. */
const TOLD = ['netPnl', 'sharpe', 'maxDrawdown', 'trades'];

type Figure = number | null;

/** What the last three columns of {@link bestTable} are. */
export const tableNote = (objective: string): string =>
  `neighbours: rows at most one step away in every setting; their ${objective}: the median; ` +
  'stability: the share of them at least half as good, of a row above 0';

/** The best rows: settings, figures (those that none has left out), and how the rows around each do. */
export const bestTable = (best: SweepSummary<SweepRow>['best'], objective: string): string => {
  const parameters = [...new Set(best.flatMap(({ row }) => Object.keys(row.settings)))];
  const figures = [objective, ...TOLD.filter((name) => name !== objective && isThere(best, name))];
  const around = best.map(({ neighbourhood }) => neighbourhood);
  const columns = [
    ...parameters.map((name) => best.map(({ row }) => valueText(row.settings[name]))),
    ...figures.map((name) => aligned(best.map(({ row }) => row.result?.figures[name] ?? null))),
    around.map(({ neighbours }) => wholeText(neighbours)),
    aligned(around.map(({ median }) => median)),
    around.map(({ asGood }) => percentText(asGood, 0)),
  ];
  return plainTable(
    [...parameters, ...figures, 'neighbours', `their ${objective}`, 'stability'],
    best.map((_, row) => columns.map((column) => column[row] ?? '')),
    [],
  );
};

/** A figure that stands alone. */
export const plainFigure = (value: Figure): string => decimalText(value, digitsOf([value]));

/** Figures that stand below each other, their decimal points too. */
const aligned = (values: readonly Figure[]): readonly string[] => {
  const digits = digitsOf(values);
  return values.map((value) => decimalText(value, digits));
};

/** None for counts, paise for what can only be money, else enough for ratios. */
const digitsOf = (values: readonly Figure[]): number =>
  values.every((value) => value === null || Number.isInteger(value))
    ? 0
    : values.some((value) => value !== null && Math.abs(value) >= LARGE)
      ? 2
      : 4;

const LARGE = 100;

const isThere = (best: SweepSummary<SweepRow>['best'], name: string): boolean =>
  best.some(({ row }) => (row.result?.figures[name] ?? null) !== null);

const valueText = (value: unknown): string =>
  value === undefined ? '-' : typeof value === 'string' ? value : JSON.stringify(value);
