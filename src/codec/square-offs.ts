import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { parseTimeOfDay } from '../domain/session.js';
import type { SquareOffRule } from '../domain/square-off.js';
import { explain } from './explain.js';
import { Day, ExchangeName, Grade, LastDay, tableCell, wordsOf } from './table-cell.js';

/** The columns of `data/calendar/square-off.csv`. */
export const SQUARE_OFF_COLUMNS = ['exchanges', 'at', 'from', 'to', 'grade'] as const;

const Cells = t.type({
  exchanges: tableCell('exchanges such as NSE BSE', (text) => {
    const names = wordsOf(text);
    return names.length > 0 && names.every((name) => ExchangeName.decode(name)._tag === 'Right')
      ? names
      : null;
  }),
  at: tableCell('a time such as 15:15', (text) => parseTimeOfDay(text) ?? null),
  from: Day,
  to: LastDay,
  grade: Grade,
});

/** A row of the table of square-off times, its cells by column; what is wrong with it, a line for each. */
export const decodeSquareOffRow = (cells: unknown): E.Either<readonly string[], SquareOffRule> => {
  const decoded = Cells.decode(cells);
  if (E.isLeft(decoded)) return E.left(explain(decoded.left));
  const { exchanges, at, from, to } = decoded.right;
  return to !== undefined && to < from
    ? E.left(['to: expected a date not before that in from'])
    : E.right({ exchanges, at, from, to });
};
