import type { ColumnData } from 'hyparquet';
import { REFUSED } from './cell-reader.js';
import { safeIntegers } from './safe-integers.js';

/** One column of a row group, in the pieces (pages) in which the file holds it; nulls are null, undefined or NaN. */
export type Pieces = readonly ColumnData[];

/** The number of a value that is not null; {@link REFUSED} for what is none. */
export type ValueReader = (value: unknown) => number;

/** Values of a column from row `rowStart` on, each at its place; nothing for a column that is not there. */
export const valuesOf = (pieces: Pieces, rowStart: number, count: number): ArrayLike<unknown> => {
  const [first] = pieces;
  if (first === undefined) return [];
  if (first.columnData.length === count) return first.columnData;
  const values = new Array<unknown>(count);
  for (const piece of pieces) {
    for (let i = 0; i < piece.columnData.length; i += 1)
      values[piece.rowStart - rowStart + i] = piece.columnData[i] as unknown;
  }
  return values;
};

/** The value of one row. */
export const valueAt = (pieces: Pieces, row: number): unknown => {
  const piece = pieces.find(({ rowStart, rowEnd }) => row >= rowStart && row < rowEnd);
  return piece === undefined ? undefined : (piece.columnData[row - piece.rowStart] as unknown);
};

/**
 * Numbers of a column, NaN for a null, `refuse` called for the rows that `read` does not take. Doubles from 0
 * to below `limit` need no reading, and a page of them that is the whole column is not copied.
 */
export const numbersOf = (
  pieces: Pieces,
  rowStart: number,
  count: number,
  limit: number,
  read: ValueReader,
  refuse: (i: number) => void,
): Float64Array => {
  const [first] = pieces;
  const whole = first?.columnData;
  if (pieces.length === 1 && whole instanceof Float64Array && whole.length === count && limit > 0) {
    for (let i = 0; i < count; i += 1) {
      const value = whole[i] ?? NaN;
      if (!(value >= 0 && value < limit) && !Number.isNaN(value)) refuse(i);
    }
    return whole;
  }
  const numbers = new Float64Array(count).fill(NaN);
  for (const piece of pieces) {
    const values =
      piece.columnData instanceof BigInt64Array ? safeIntegers(piece.columnData) : piece.columnData;
    const offset = piece.rowStart - rowStart;
    for (let i = 0; i < values.length; i += 1) {
      const value: unknown = values[i];
      if (value === null || value === undefined || Number.isNaN(value)) continue;
      if (typeof value === 'number' && value >= 0 && value < limit) {
        numbers[offset + i] = value;
        continue;
      }
      const number = read(value);
      if (number === REFUSED) refuse(offset + i);
      else numbers[offset + i] = number;
    }
  }
  return numbers;
};
