import { nestedColumn, type ParquetFile } from './parquet-file.js';
import { type ValueKind, valueKindOf } from './value-kind.js';

/** Values of a flat column of a whole file, null where there is none or a double that is no number. */
export interface ParquetColumn {
  readonly kind: ValueKind['kind'];
  /**
   * Booleans; numbers, or bigints where a whole number fits no double; texts; bytes. A moment is epoch ms, fractions
   * cut off; a local time or a date the same as if it were in UTC; a time of day ms since midnight.
   */
  readonly values: readonly (boolean | number | bigint | string | Uint8Array | null)[];
}

/**
 * Reads a column of any flat type. Rejects with a DataError for a nested column, where there is no such column
 * and where its bytes cannot be read. Takes the memory of all its values.
 */
export const parquetColumn = async (
  path: string,
  file: ParquetFile,
  name: string,
): Promise<ParquetColumn> => {
  if (file.nested.has(name)) throw nestedColumn(path, name);
  const element = file.columns.find((column) => column.name === name);
  const values: (boolean | number | bigint | string | Uint8Array | null)[] = [];
  let rowStart = 0;
  for (const group of file.rowGroups) {
    const rows = Number(group.num_rows);
    const own = new Array<(typeof values)[number]>(rows).fill(null);
    for (const piece of await file.read([name], group, rowStart)) {
      for (let i = 0; i < piece.columnData.length; i += 1)
        own[piece.rowStart - rowStart + i] = plain(piece.columnData[i]);
    }
    for (const value of own) values.push(value);
    rowStart += rows;
  }
  return { kind: element === undefined ? 'Bytes' : valueKindOf(element).kind, values };
};

const plain = (value: unknown): ParquetColumn['values'][number] => {
  switch (typeof value) {
    case 'bigint': {
      const number = Number(value);
      return Number.isSafeInteger(number) ? number : value;
    }
    case 'number':
      return Number.isNaN(value) ? null : value;
    case 'boolean':
    case 'string':
      return value;
    default:
      return value instanceof Uint8Array ? value : null;
  }
};
