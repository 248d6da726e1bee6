import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeCsvTable } from '../adapter/report/csv-table.js';
import { writeParquetTable } from '../adapter/report/parquet-table.js';
import { readReport } from '../adapter/report/read-report.js';
import { readCsvTable, readDecisions } from '../adapter/report/read-table.js';
import { UsageError } from '../domain/failure.js';
import { DECISIONS } from '../report/table/decision-cells.js';
import { BARS, equityTable, INDICATORS, ORDERS, TRADES } from '../report/table/run-tables.js';
import type { Cell, TableShape } from '../report/table/table-shape.js';

/** How tables are written. */
export const TABLE_FORMATS = ['parquet', 'csv'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** A table that was exported. */
export interface ExportedTable {
  readonly name: string;
  readonly rows: number;
  readonly files: readonly string[];
}

/**
 * Writes the tables of the run in `folder` into the folder `out`, made when missing, in each of `formats`. Rejects as
 * `readReport` does, with a UsageError where `out` cannot be written to, and with a DataError for a table of the run
 * that is missing or broken.
 */
export const exportRun = async (
  folder: string,
  out: string,
  formats: readonly TableFormat[],
): Promise<readonly ExportedTable[]> => {
  const { strategies } = readReport(folder).config;
  makeFolder(out);
  const tables = [
    TRADES,
    ORDERS,
    equityTable(strategies.map(({ name }) => name)),
    DECISIONS,
    BARS,
    INDICATORS,
  ];
  const exported: ExportedTable[] = [];
  for (const shape of tables) exported.push(await exportTable(folder, out, shape, formats));
  return exported;
};

const exportTable = async (
  folder: string,
  out: string,
  shape: TableShape,
  formats: readonly TableFormat[],
): Promise<ExportedTable> => {
  const files: string[] = [];
  let rows = 0;
  for (const format of formats) {
    const file = join(out, `${shape.name}.${format}`);
    rows = 0;
    await WRITERS[format](
      file,
      shape,
      counted(rowsOf(folder, shape), () => (rows += 1)),
    );
    files.push(file);
  }
  return { name: shape.name, rows, files };
};

const WRITERS = { parquet: writeParquetTable, csv: writeCsvTable };

/** Decisions are kept as lines of JSON, all else as CSV. */
const rowsOf = (folder: string, shape: TableShape): AsyncIterable<readonly Cell[]> =>
  shape === DECISIONS
    ? readDecisions(join(folder, 'decisions.ndjson'), shape)
    : readCsvTable(join(folder, `${shape.name}.csv`), shape);

async function* counted<A>(rows: AsyncIterable<A>, onRow: () => void): AsyncGenerator<A> {
  for await (const row of rows) {
    onRow();
    yield row;
  }
}

const makeFolder = (out: string): void => {
  try {
    mkdirSync(out, { recursive: true });
  } catch (error) {
    throw new UsageError(`cannot write to ${out}: ${error instanceof Error ? error.message : String(error)}`);
  }
};
