import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import {
  type BrokerageRow,
  CHARGE_BASES,
  CHARGE_COMPONENTS,
  CHARGE_SEGMENTS,
  type ChargeRow,
} from '../domain/charge-table.js';
import { type Money, rupees } from '../domain/money.js';
import { explain } from './explain.js';
import { Day, Grade, LastDay, oneOf, Scope, tableCell, wordsOf } from './table-cell.js';

/** The columns of `rates.csv`, and those of `plans.csv`. */
export const RATE_COLUMNS = [
  'segments',
  'component',
  'side',
  'base',
  'rate',
  'round',
  'scope',
  'from',
  'to',
  'grade',
] as const;
export const PLAN_COLUMNS = ['plan', 'segments', 'perOrder', 'share', 'grade'] as const;

const SEGMENT = oneOf(CHARGE_SEGMENTS);
const Segments = tableCell(`segments such as ${CHARGE_SEGMENTS.slice(0, 2).join(' ')}`, (text) => {
  const named = wordsOf(text).filter(SEGMENT.isOne);
  return named.length === wordsOf(text).length && named.length > 0 ? named : null;
});
const Ppb = tableCell('a whole number of parts per billion', (text) =>
  /^\d+$/.test(text) ? Number(text) : null,
);
const MaybePpb = tableCell('a whole number of parts per billion, or nothing', (text) =>
  text === '' ? undefined : /^\d+$/.test(text) ? Number(text) : null,
);
const RUPEES = /^\d+(\.\d{1,4})?$/;
const Rupees = tableCell('rupees', (text): Money | null => (RUPEES.test(text) ? rupees(Number(text)) : null));
const Step = tableCell('rupees above 0', (text): Money | null =>
  RUPEES.test(text) && Number(text) > 0 ? rupees(Number(text)) : null,
);
const Word = tableCell('a name', (text) => (text === '' ? null : text));

const RateCells = t.type({
  segments: Segments,
  component: oneOf(CHARGE_COMPONENTS).cell,
  side: oneOf(['BUY', 'SELL', 'BOTH']).cell,
  base: oneOf(CHARGE_BASES).cell,
  rate: Ppb,
  round: Step,
  scope: Scope,
  from: Day,
  to: LastDay,
  grade: Grade,
});

const PlanCells = t.type({ plan: Word, segments: Segments, perOrder: Rupees, share: MaybePpb, grade: Grade });

/** A row of `rates.csv`, its cells by column; what is wrong with it, a line for each. */
export const decodeChargeRow = (cells: unknown): E.Either<readonly string[], ChargeRow> => {
  const decoded = RateCells.decode(cells);
  if (E.isLeft(decoded)) return E.left(explain(decoded.left));
  const { rate: ratePpb, round: roundTo, segments, component, side, base, scope, from, to } = decoded.right;
  if (to !== undefined && to < from) return E.left(['to: expected a date not before that in from']);
  return E.right({ segments, component, side, base, ratePpb, roundTo, scope, from, to });
};

/** A row of `plans.csv`, as {@link decodeChargeRow}. */
export const decodeBrokerageRow = (cells: unknown): E.Either<readonly string[], BrokerageRow> => {
  const decoded = PlanCells.decode(cells);
  if (E.isLeft(decoded)) return E.left(explain(decoded.left));
  const { plan, segments, perOrder, share: sharePpb } = decoded.right;
  return E.right({ plan, segments, perOrder, sharePpb });
};
