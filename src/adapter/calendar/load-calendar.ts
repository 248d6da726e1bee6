import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as E from 'fp-ts/lib/Either.js';
import { CALENDAR_COLUMNS, decodeCalendarRule } from '../../codec/calendar.js';
import { type CalendarRule, type TradingCalendar, tradingCalendar } from '../../domain/calendar.js';
import { DataError, UsageError } from '../../domain/failure.js';
import { builtIn } from '../table/built-in.js';

/** The table that comes with rxtape. */
const BUILT_IN = fileURLToPath(builtIn('calendar/nse.csv'));

/**
 * The calendar of the table that comes with rxtape, with the rows of `patches` behind it. Rejects with a
 * UsageError for a file that cannot be opened and a DataError for one with a bad row: file, line, column,
 * value and what was expected.
 */
export const loadCalendar = async (patches: readonly string[]): Promise<TradingCalendar> => {
  const tables = await Promise.all([BUILT_IN, ...patches].map(rulesOf));
  return tradingCalendar(tables.flat());
};

const rulesOf = async (path: string): Promise<readonly CalendarRule[]> => {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UsageError(
      `--calendar ${path}: cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, line: line.trim() }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'));
  const [header, ...rows] = lines;
  const expected = CALENDAR_COLUMNS.join(',');
  if (header?.line !== expected)
    throw new DataError(
      `${path}: no calendar: it begins with ${header?.line ?? 'nothing'}; expected ${expected}`,
    );
  return rows.map(({ number, line }) => {
    const cells = line.split(',');
    if (cells.length !== CALENDAR_COLUMNS.length)
      throw new DataError(
        `${path}: line ${number}: ${cells.length} cells, expected ${CALENDAR_COLUMNS.length}: ${line}`,
      );
    const rule = decodeCalendarRule(cells);
    if (E.isRight(rule)) return rule.right;
    const { column, value, expected: wanted } = rule.left;
    throw new DataError(`${path}: line ${number}: column ${column}: "${value}"; expected ${wanted}`);
  });
};
