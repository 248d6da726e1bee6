import { openParquet } from '../../../../src/adapter/tape/decode/parquet-file.js';

export type PlainValue = boolean | number | bigint | string | Uint8Array | null;

/**
 * All values of a flat column of a Parquet file, as {@link openParquet} reads them; null where there is none or
 * a double that is no number. Rejects as it does.
 */
export const valuesOfColumn = async (path: string, name: string): Promise<readonly PlainValue[]> => {
  const file = await openParquet(path);
  try {
    const values: PlainValue[] = [];
    let rowStart = 0;
    for (const group of file.rowGroups) {
      const rows = Number(group.num_rows);
      const own = new Array<PlainValue>(rows).fill(null);
      for (const piece of await file.read([name], group, rowStart)) {
        for (let i = 0; i < piece.columnData.length; i += 1)
          own[piece.rowStart - rowStart + i] = plain(piece.columnData[i]);
      }
      for (const value of own) values.push(value);
      rowStart += rows;
    }
    return values;
  } finally {
    await file.close();
  }
};

const plain = (value: unknown): PlainValue => {
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
