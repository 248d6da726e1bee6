import { stringify } from 'csv-stringify/sync';

/** What a cell can hold; null is printed as an empty cell. */
export type CsvCell = string | number | null;

/** Rows as CSV by RFC 4180, with `\n` after each; no header of its own. */
export const csvText = (rows: readonly (readonly CsvCell[])[]): string =>
  stringify(rows.map((row) => [...row]));
