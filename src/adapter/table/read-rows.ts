import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as E from 'fp-ts/lib/Either.js';
import { DataError } from '../../domain/failure.js';

/**
 * The rows of a small CSV table without quotes; empty lines and those that begin with # are passed over. Throws a
 * DataError for other columns and for a bad row, with file and line.
 */
export const readRows = <A>(
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
    const row = decode(Object.fromEntries(columns.map((column, i) => [column, cells[i]])));
    if (E.isLeft(row)) throw new DataError(`${path}: line ${number}: ${row.left.join('; ')}`);
    if (cells.length !== columns.length)
      throw new DataError(`${path}: line ${number}: ${cells.length} cells, expected ${columns.length}`);
    return row.right;
  });
};
