import type { SweepRow } from '../../codec/sweep/row.js';

type Cell = string | number | null;

/** The rows of a sweep as a table: parameters, figures, digest, error. */
export interface SweepTable {
  /** What each column is named, in order. */
  readonly columns: readonly string[];
  /** Those that hold text; the others hold numbers. */
  readonly texts: ReadonlySet<string>;
  readonly rows: readonly (readonly Cell[])[];
}

/** Columns of numbers that stand between figures and digest: by name, a value for each row. */
export type MoreColumns = Readonly<Record<string, readonly (number | null)[]>>;

/**
 * A parameter is a column of numbers where all its values are, else of text (JSON for what is neither); a row that does
 * not set it has no value there.
 */
export const sweepTable = (rows: readonly SweepRow[], more: MoreColumns = {}): SweepTable => {
  const parameters = namesIn(rows.map(({ settings }) => settings));
  const figures = namesIn(rows.map(({ result }) => result?.figures ?? {}));
  const texts = new Set([
    ...parameters.filter((name) => rows.some(({ settings }) => !isNumberOrAbsent(settings[name]))),
    'digest',
    'error',
  ]);
  return {
    columns: [...parameters, ...figures, ...Object.keys(more), 'digest', 'error'],
    texts,
    rows: rows.map(({ settings, error, result }, i) => [
      ...parameters.map((name) => cellOf(settings[name], texts.has(name))),
      ...figures.map((name) => result?.figures[name] ?? null),
      ...Object.values(more).map((values) => values[i] ?? null),
      result?.digest ?? null,
      error,
    ]),
  };
};

/** In the order in which they first come. */
const namesIn = (records: readonly object[]): readonly string[] => [...new Set(records.flatMap(Object.keys))];

const isNumberOrAbsent = (value: unknown): boolean => value === undefined || typeof value === 'number';

/** Of a column of text every value is one: a number among words too. */
const cellOf = (value: unknown, isText: boolean): Cell => {
  if (value === undefined) return null;
  if (typeof value === 'string') return value;
  return typeof value === 'number' && !isText ? value : JSON.stringify(value);
};
