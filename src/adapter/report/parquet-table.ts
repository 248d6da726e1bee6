import { once } from 'node:events';
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import parquet, { type FieldOptions } from 'parquetjs-lite';
import { DataError } from '../../domain/failure.js';
import type { Cell, ColumnType, TableShape } from '../../report/table/table-shape.js';

const FIELD_TYPES: Readonly<Record<ColumnType, FieldOptions['type']>> = {
  text: 'UTF8',
  integer: 'INT64',
  number: 'DOUBLE',
  time: 'TIMESTAMP_MILLIS',
};

/**
 * Writes `rows` as a Parquet file, Snappy, every column optional, times as UTC timestamps of milliseconds; in flat
 * memory. The file is whole or not there. Rejects with what the rows' source throws, and with a DataError that
 * names the file when the disk refuses.
 */
export const writeParquetTable = async (
  path: string,
  { columns }: TableShape,
  rows: AsyncIterable<readonly Cell[]>,
): Promise<void> => {
  const partial = `${path}.partial`;
  const file = createWriteStream(partial);
  file.on('error', () => undefined); // it comes back by the promise of the write
  try {
    await once(file, 'open');
    const writer = await parquet.ParquetWriter.openStream(
      new parquet.ParquetSchema(
        Object.fromEntries(
          columns.map(([name, type]) => [
            name,
            // the smallest and largest of long texts would stand in the file once more
            {
              type: FIELD_TYPES[type],
              optional: true,
              compression: 'SNAPPY',
              statistics: type !== 'text',
            } as const,
          ]),
        ),
      ),
      file,
      { useDataPageV2: false, pageIndex: false },
    );
    for await (const row of rows) {
      const filled: Record<string, Cell> = {};
      columns.forEach(([name], i) => {
        if (row[i] !== null && row[i] !== undefined) filled[name] = row[i];
      });
      await writer.appendRow(filled);
    }
    await writer.close();
    renameSync(partial, path);
  } catch (error) {
    file.destroy();
    rmSync(partial, { force: true });
    if (error instanceof DataError) throw error;
    throw new DataError(
      `${path}: cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
};
