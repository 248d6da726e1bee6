import type { SweepRow } from '../../codec/sweep/row.js';
import { wholeText } from '../../domain/count-text.js';
import { plainTable } from './plain-table.js';

/** Figures that are told of every row beside the objective. */
const TOLD = ['netPnl', 'sharpe', 'maxDrawdown', 'trades', 'winRate'];

/** Rows from the best on, as a table: their settings, the objective and a few figures. */
export const bestTable = (rows: readonly SweepRow[], objective: string): string => {
  const parameters = [...new Set(rows.flatMap(({ settings }) => Object.keys(settings)))];
  const figures = [objective, ...TOLD.filter((name) => name !== objective)];
  return plainTable(
    [...parameters, ...figures],
    rows.map(({ settings, result }) => [
      ...parameters.map((name) => valueText(settings[name])),
      ...figures.map((name) => figureText(result?.figures[name] ?? null)),
    ]),
    [],
  );
};

/** What became of the combinations, in a line. */
export const countsText = (rows: readonly SweepRow[], within: number): string => {
  const failed = rows.filter(({ error }) => error !== null).length;
  return (
    `${wholeText(rows.length)} combinations: ${wholeText(within)} within the constraints, ` +
    `${wholeText(rows.length - failed - within)} outside, ${wholeText(failed)} failed`
  );
};

const valueText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const figureText = (value: number | null): string =>
  value === null
    ? '-'
    : value.toLocaleString('en-IN', { maximumFractionDigits: Number.isInteger(value) ? 0 : 4 });
