import { join } from 'node:path';
import type { TableShape } from '../../report/table/table-shape.js';
import type { SweepTable } from '../sweep/sweep-table.js';
import { writeCsvTable } from './csv-table.js';
import { writeParquetTable } from './parquet-table.js';

/**
 * Writes the rows of a sweep into `folder` as `results.csv` and `results.parquet`, each whole or as it was before.
 * Rejects with a DataError that names the file when the disk refuses.
 */
export const writeSweepTables = async (
  folder: string,
  { columns, texts, rows }: SweepTable,
): Promise<void> => {
  const shapeOf = (nameOf: (column: string) => string): TableShape => ({
    name: 'results',
    columns: columns.map((column) => [nameOf(column), texts.has(column) ? 'text' : 'number']),
  });
  await writeCsvTable(
    join(folder, 'results.csv'),
    shapeOf((column) => column),
    eachOf(rows),
  );
  await writeParquetTable(join(folder, 'results.parquet'), shapeOf(withoutDots), eachOf(rows));
};

/** In Parquet a dot would be a step into a group. */
const withoutDots = (column: string): string => column.replaceAll('.', '_');

async function* eachOf<A>(values: readonly A[]): AsyncIterable<A> {
  yield* values;
}
