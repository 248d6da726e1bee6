import { createWriteStream, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import parquet, { type FieldOptions } from 'parquetjs-lite';
import type { SweepTable } from './sweep-table.js';

/** Writes the table into `folder` as `results.csv` and `results.parquet`, each whole or as it was before. */
export const writeTables = async (folder: string, table: SweepTable): Promise<void> => {
  await whole(join(folder, 'results.csv'), (path) => {
    writeFileSync(path, stringify([[...table.columns], ...table.rows.map((row) => [...row])]));
  });
  await whole(join(folder, 'results.parquet'), (path) => writeParquet(path, table));
};

const whole = async (path: string, write: (path: string) => void | Promise<void>): Promise<void> => {
  const partial = `${path}.partial`;
  try {
    await write(partial);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
};

const writeParquet = async (path: string, { columns, texts, rows }: SweepTable): Promise<void> => {
  const fieldOf = (column: string): FieldOptions => ({
    type: texts.has(column) ? 'UTF8' : 'DOUBLE',
    optional: true,
    compression: 'SNAPPY',
  });
  const schema = new parquet.ParquetSchema(
    Object.fromEntries(columns.map((column) => [columnName(column), fieldOf(column)])),
  );
  const file = createWriteStream(path);
  file.on('error', () => undefined); // it comes back by the promise of the write
  const writer = await parquet.ParquetWriter.openStream(schema, file, {
    useDataPageV2: false,
    pageIndex: false,
  });
  for (const row of rows)
    await writer.appendRow(
      Object.fromEntries(
        columns.flatMap((column, i) => (row[i] === null ? [] : [[columnName(column), row[i]]])),
      ),
    );
  await writer.close();
};

/** In Parquet a dot would be a step into a group. */
const columnName = (column: string): string => column.replaceAll('.', '_');
