import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { DataError } from '../../domain/failure.js';
import { decisionCells } from '../../report/table/decision-cells.js';
import type { Cell, ColumnType, TableShape } from '../../report/table/table-shape.js';

/**
 * The rows of a table that a run wrote as CSV, in order, in flat memory. Rejects with a DataError, with file and line,
 * for a file that is missing or no CSV, for other columns than `shape` has and for a cell that is not what its column
 * holds.
 */
export const readCsvTable = (path: string, shape: TableShape): AsyncGenerator<readonly Cell[]> =>
  naming(path, csvRows(path, shape));

/** The rows of `decisions.ndjson`, laid flat, as {@link readCsvTable} gives those of CSV. */
export const readDecisions = (path: string, shape: TableShape): AsyncGenerator<readonly Cell[]> =>
  naming(path, decisionRows(path, shape));

/** `rows`, with a DataError that names `path` where it cannot be read. */
async function* naming<A>(path: string, rows: AsyncIterable<A>): AsyncGenerator<A> {
  try {
    yield* rows;
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(`${path}: cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function* csvRows(path: string, shape: TableShape): AsyncGenerator<readonly Cell[]> {
  const expected = shape.columns.map(([name]) => name).join(',');
  const parser = parse({ relax_column_count: true, info: true });
  pipeline(createReadStream(path), parser, () => undefined); // what goes wrong comes back by the iteration
  let isHeader = true;
  for await (const row of parser as AsyncIterable<CsvRow>) {
    const { record: cells, info } = row;
    if (isHeader) {
      isHeader = false;
      if (cells.join(',') !== expected)
        throw new DataError(`${path}: has the columns ${cells.join(',')}; expected ${expected}`);
      continue;
    }
    if (cells.length !== shape.columns.length)
      throw new DataError(
        `${path}: line ${info.lines}: ${cells.length} cells, expected ${shape.columns.length}`,
      );
    yield shape.columns.map(([name, type], i) =>
      typed(cells[i] ?? null, type, `${path}: line ${info.lines}: ${name}`),
    );
  }
  if (isHeader) throw new DataError(`${path}: is empty; expected the columns ${expected}`);
}

async function* decisionRows(path: string, shape: TableShape): AsyncGenerator<readonly Cell[]> {
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    number += 1;
    const where = `${path}: line ${number}`;
    const cells = decisionCells(parsed(line, where));
    yield shape.columns.map(([name, type], i) => typed(cells[i] ?? null, type, `${where}: ${name}`));
  }
}

interface CsvRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** What is printed, as its column holds it; an empty cell is none. Times are printed as text. */
const typed = (printed: Cell, type: ColumnType, where: string): Cell => {
  if (printed === null || printed === '') return null;
  if (type === 'text') return String(printed);
  const value = type === 'time' ? Date.parse(String(printed)) : Number(printed);
  const isHeld = type === 'integer' ? Number.isSafeInteger(value) : Number.isFinite(value);
  if (!isHeld) throw new DataError(`${where}: expected ${EXPECTED[type]}, got ${printed}`);
  return value;
};

const EXPECTED = { integer: 'a whole number', number: 'a number', time: 'a time' };

const parsed = (line: string, where: string): Readonly<Record<string, unknown>> => {
  try {
    return JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    throw new DataError(`${where}: is no JSON: ${line.slice(0, 80)}`);
  }
};
