import { renameSync, rmSync } from 'node:fs';
import { DataError } from '../../domain/failure.js';
import { istTextOf } from '../../domain/session.js';
import { epochMs } from '../../domain/time.js';
import type { CsvCell } from '../../report/csv-text.js';
import type { Cell, ColumnType, TableShape } from '../../report/table/table-shape.js';
import { CsvFile } from './csv-file.js';

/**
 * Writes `rows` as CSV, times as ISO text in IST, in flat memory. The file is whole or not there. Rejects with what the
 * rows' source throws, and with a DataError that names the file when the disk refuses.
 */
export const writeCsvTable = async (
  path: string,
  { columns }: TableShape,
  rows: AsyncIterable<readonly Cell[]>,
): Promise<void> => {
  const partial = `${path}.partial`;
  try {
    const file = new CsvFile(
      partial,
      columns.map(([name]) => name),
    );
    try {
      for await (const row of rows) file.append(columns.map(([, type], i) => printed(row[i] ?? null, type)));
    } finally {
      file.close();
    }
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    if (error instanceof DataError) throw error;
    throw new DataError(
      `${path}: cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
};

const printed = (cell: Cell, type: ColumnType): CsvCell =>
  type === 'time' && typeof cell === 'number' ? istTextOf(epochMs(cell)) : cell;
