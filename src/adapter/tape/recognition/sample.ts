import type { Source } from '../source/source.js';

/** What a file says of the values of a column: numbers of 32 bits, or anything else. */
export type ColumnType = 'single' | 'other';

/** The beginning of a file: all that recognition sees of it. */
export interface Sample {
  readonly source: Pick<Source, 'name' | 'path' | 'entry' | 'partitions'>;
  /** The names of the columns where the format has them apart from the rows; undefined for text. */
  readonly names: readonly string[] | undefined;
  /** By column; undefined for text. */
  readonly types: readonly ColumnType[] | undefined;
  /** The first rows, as cells of text; in a text the first may be its header. */
  readonly rows: readonly (readonly string[])[];
}

/** So many rows are looked at. */
export const SAMPLE_ROWS = 1_000;
