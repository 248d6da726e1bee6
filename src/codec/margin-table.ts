import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { MARGIN_CLASSES, type MarginRow } from '../domain/margin-rates.js';
import { explain } from './explain.js';
import { Day, Grade, LastDay, oneOf, Scope, tableCell } from './table-cell.js';

/** The columns of `data/margin/rates.csv`. */
export const MARGIN_COLUMNS = [
  'class',
  'scope',
  'priceScan',
  'volatilityScan',
  'volatility',
  'exposure',
  'deepExposure',
  'expiryExposure',
  'calendar',
  'intraday',
  'delivery',
  'from',
  'to',
  'grade',
] as const;

const Ratio = tableCell('a ratio such as 0.093', (text) =>
  /^\d+(\.\d+)?$/.test(text) ? Number(text) : null,
);

const Cells = t.type({
  class: oneOf(MARGIN_CLASSES).cell,
  scope: Scope,
  priceScan: Ratio,
  volatilityScan: Ratio,
  volatility: Ratio,
  exposure: Ratio,
  deepExposure: Ratio,
  expiryExposure: Ratio,
  calendar: Ratio,
  intraday: Ratio,
  delivery: Ratio,
  from: Day,
  to: LastDay,
  grade: Grade,
});

/** A row of the margin table, its cells by column; what is wrong with it, a line for each. */
export const decodeMarginRow = (cells: unknown): E.Either<readonly string[], MarginRow> => {
  const decoded = Cells.decode(cells);
  if (E.isLeft(decoded)) return E.left(explain(decoded.left));
  const {
    class: own,
    scope,
    from,
    to,
    intraday,
    delivery,
    exposure,
    deepExposure,
    expiryExposure,
  } = decoded.right;
  const { priceScan, volatilityScan, volatility, calendar } = decoded.right;
  return E.right({
    class: own,
    scope,
    priceScan,
    volatilityScan,
    volatility,
    exposure,
    deepExposure,
    expiryExposure,
    calendar,
    intraday,
    delivery,
    from,
    to,
  });
};
