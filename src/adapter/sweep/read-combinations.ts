import { readFileSync } from 'node:fs';
import * as E from 'fp-ts/lib/Either.js';
import type { Setting } from '../../codec/setting.js';
import { decodeCombinations, type ListedRow } from '../../codec/sweep/combination-list.js';
import { UsageError } from '../../domain/failure.js';

/**
 * The combinations that a file lists: JSON objects, one a line, where its first line is one; else CSV without quotes,
 * with a header of parameter names. Throws a UsageError that names file and line.
 */
export const readCombinations = (path: string): readonly (readonly Setting[])[] => {
  const lines = textOf(path)
    .split(/\r?\n/)
    .map((text, i) => ({ line: i + 1, text: text.trim() }))
    .filter(({ text }) => text !== '');
  const [first] = lines;
  if (first === undefined) throw new UsageError(`--list ${path}: is empty`);
  const rows = first.text.startsWith('{')
    ? lines.map(jsonRow(path))
    : csvRows(path, first.text, lines.slice(1));
  const decoded = decodeCombinations(rows);
  if (E.isLeft(decoded)) throw new UsageError(`--list ${path}: ${decoded.left}`);
  return decoded.right;
};

interface Line {
  readonly line: number;
  readonly text: string;
}

const jsonRow =
  (path: string) =>
  ({ line, text }: Line): ListedRow => {
    try {
      const json: unknown = JSON.parse(text);
      if (typeof json === 'object' && json !== null && !Array.isArray(json))
        return { line, cells: { ...json } };
    } catch {
      // told below
    }
    throw new UsageError(`--list ${path}: line ${line} is no JSON object`);
  };

const csvRows = (path: string, header: string, lines: readonly Line[]): readonly ListedRow[] => {
  const columns = header.split(',').map((name) => name.trim());
  return lines.map(({ line, text }) => {
    const cells = text.split(',').map((cell) => cell.trim());
    if (cells.length !== columns.length)
      throw new UsageError(`--list ${path}: line ${line}: ${cells.length} cells, expected ${columns.length}`);
    return { line, cells: Object.fromEntries(columns.map((name, i) => [name, cells[i]])) };
  });
};

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(
      `--list ${path}: cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
};
