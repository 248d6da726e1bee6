import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as E from 'fp-ts/lib/Either.js';
import { decodeBrokerageRow, decodeChargeRow, PLAN_COLUMNS, RATE_COLUMNS } from '../../codec/charge-table.js';
import type { ChargeTable } from '../../domain/charge-table.js';
import { DataError } from '../../domain/failure.js';
import { tableProblems } from '../../exchange/charges/table-problems.js';

const FOLDER = new URL('../../../data/charges/', import.meta.url);

/**
 * The charge tables that come with rxtape. Throws a DataError that names file, line, column and value for a bad
 * row, and for rows that contradict each other. Reads two small files, once, at start-up.
 */
export const loadChargeTable = (folder: URL = FOLDER): ChargeTable => {
  const rates = rowsOf(new URL('rates.csv', folder), RATE_COLUMNS, decodeChargeRow);
  const brokerage = rowsOf(new URL('plans.csv', folder), PLAN_COLUMNS, decodeBrokerageRow);
  const problems = tableProblems(rates);
  if (problems.length > 0) throw new DataError(problems.join('\n'));
  return { rates, brokerage };
};

const rowsOf = <A>(
  file: URL,
  columns: readonly string[],
  decode: (cells: unknown) => E.Either<readonly string[], A>,
): readonly A[] => {
  const path = fileURLToPath(file);
  const lines = readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, line: line.trim() }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'));
  const [header, ...rows] = lines;
  if (header?.line !== columns.join(','))
    throw new DataError(
      `${path}: expected the columns ${columns.join(',')}, got ${header?.line ?? 'nothing'}`,
    );
  return rows.map(({ number, line }) => {
    const cells = line.split(',');
    const byColumn = Object.fromEntries(columns.map((column, i) => [column, cells[i]]));
    const row = decode(byColumn);
    if (E.isLeft(row) || cells.length !== columns.length)
      throw new DataError(
        `${path}: line ${number}: ${E.isLeft(row) ? row.left.join('; ') : `${cells.length} cells, expected ${columns.length}`}`,
      );
    return row.right;
  });
};
