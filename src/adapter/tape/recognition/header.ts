import { clockTextOf } from '../../../codec/clock-text.js';
import { isBlank } from '../../../codec/tape-cell.js';
import type { Sample } from './sample.js';

/** The columns of a sample and its rows of data. */
export interface Table {
  readonly columns: readonly string[];
  readonly hasHeader: boolean;
  readonly rows: readonly (readonly string[])[];
}

/** Tells the header of a text from its rows: where half of its cells are numbers or times, it is none. */
export const tableOf = ({ names, rows }: Sample): Table => {
  if (names !== undefined) return { columns: names, hasHeader: true, rows };
  const [first = [], ...others] = rows;
  return isRow(first)
    ? { columns: first.map((_, i) => `column ${i + 1}`), hasHeader: false, rows }
    : { columns: first.map((cell) => cell.trim()), hasHeader: true, rows: others };
};

/** Where a cell stands, for people; rows are counted from 1. */
export const placeOf = (
  { source, names }: Sample,
  { hasHeader }: Table,
  row: number,
  column: string,
): string =>
  `${source.name}: row ${row}${hasHeader && names === undefined ? ' (the header is not counted)' : ''}: column "${column}"`;

const isRow = (cells: readonly string[]): boolean => {
  const filled = cells.filter((cell) => !isBlank(cell));
  const values = filled.filter(isValue);
  return values.length > 0 && values.length * 2 >= filled.length && !isNumbering(filled);
};

const isValue = (cell: string): boolean =>
  /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/i.test(cell) ||
  clockTextOf(cell.trim(), 'day-first') !== undefined;

/** A table of which nobody named the columns may number them: 0, 1, 2. */
const isNumbering = (cells: readonly string[]): boolean =>
  cells.every((cell, i) => cell.trim() === String(i));
