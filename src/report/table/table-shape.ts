/**
 * What the cells of a column hold: `text`; `integer`, whole and exact; `number`, a double; `time`, a moment, which CSV
 * writes as ISO text in IST and Parquet as UTC milliseconds.
 */
export type ColumnType = 'text' | 'integer' | 'number' | 'time';

/** A cell as it is in memory: a time is epoch ms; null where there is none. */
export type Cell = string | number | null;

/** A table of a run that notebooks read: its name and its columns, in the order in which files have them. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly (readonly [name: string, type: ColumnType])[];
}

/** A shape whose columns are the keys of `types`, in their order. */
export const tableShape = (name: string, types: Readonly<Record<string, ColumnType>>): TableShape => ({
  name,
  columns: Object.entries(types),
});
