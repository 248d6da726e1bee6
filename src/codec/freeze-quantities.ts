import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { FreezeRow } from '../domain/freeze-quantities.js';
import { explain } from './explain.js';
import { Day, ExchangeName, Grade, oneOf, Scope, tableCell } from './table-cell.js';

/** The columns of `data/exchange/freeze-quantities.csv`. */
export const FREEZE_COLUMNS = ['exchange', 'scope', 'most', 'per', 'from', 'grade'] as const;

const Cells = t.type({
  exchange: ExchangeName,
  scope: Scope,
  most: tableCell('a whole number', (text) => (/^[1-9]\d*$/.test(text) ? Number(text) : null)),
  per: oneOf(['units', 'lot']).cell,
  from: Day,
  grade: Grade,
});

/** A row of the table of freeze quantities, its cells by column; what is wrong with it, a line for each. */
export const decodeFreezeRow = (cells: unknown): E.Either<readonly string[], FreezeRow> => {
  const decoded = Cells.decode(cells);
  if (E.isLeft(decoded)) return E.left(explain(decoded.left));
  const { exchange, scope, most, per, from } = decoded.right;
  return E.right({ exchange, scope, most, per, from });
};
