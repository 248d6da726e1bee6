import { NUMBER_FIELDS, type NumberField } from '../../../codec/tape-field.js';
import type { Failure } from '../../../domain/failure.js';
import type { Token } from '../../../domain/token.js';

/** What a row of {@link Columns} is. */
export const RowKind = {
  /** A change, or a row of a file that does not say what it is. */
  Update: 0,
  /** A whole picture. */
  Snapshot: 1,
  /** It could not be decoded; the reason is in `refused`. */
  Refused: 2,
  /** Nothing in it. */
  Empty: 3,
} as const;

/** A field's values by row; NaN is null. */
export type NumberColumns = Readonly<Record<NumberField, Float64Array>>;

/** Some rows of one file, decoded, column by column. Valid until the next ones are asked for. */
export interface Columns {
  readonly count: number;
  /** Number of the first of them in the file, from 1; the header is not counted. */
  readonly firstRow: number;
  /** Epoch ms; of a row that has no time, the time of the row before it. */
  readonly at: Float64Array;
  /** {@link RowKind} */
  readonly kind: Uint8Array;
  /** Number of the row's token in `tokens`. */
  readonly token: Int32Array;
  readonly tokens: readonly Token[];
  readonly numbers: NumberColumns;
  /** What is odd about each row as read ({@link MessageFlag}, or-ed); undefined where nothing is. */
  readonly flags: Uint16Array | undefined;
  /** The depth columns that the file has; empty when it has none. */
  readonly depth: readonly Float64Array[];
  readonly refused: ReadonlyMap<number, Failure>;
  /** Blank lines before or between these rows, which are no rows. */
  readonly blanks: number;
  /** Bytes of the file read so far. */
  readonly bytesRead: number;
}

/** Columns of nulls, shared by all fields that a file lacks. */
export const nullColumns = (length: number): Record<NumberField, Float64Array> => {
  const nulls = new Float64Array(length).fill(NaN);
  const columns: Partial<Record<NumberField, Float64Array>> = {};
  for (const field of NUMBER_FIELDS) columns[field] = nulls;
  return columns as Record<NumberField, Float64Array>; // every field was set above
};
