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
import type { SessionDay } from '../domain/session.js';
import { DAY_MS } from '../domain/time.js';
import { explain } from './explain.js';

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

/** A cell of text, read; null refuses it. */
const cell = <A>(expected: string, read: (text: string) => A | null): t.Type<A, string, unknown> =>
  new t.Type<A, string, unknown>(
    expected,
    (value): value is A => typeof value !== 'string',
    (value, context) => {
      const found = typeof value === 'string' ? read(value.trim()) : null;
      return found === null ? t.failure(value, context, `expected ${expected}`) : t.success(found);
    },
    String,
  );

const oneOf = <A extends string>(names: readonly A[]) => {
  const known: ReadonlySet<string> = new Set(names);
  const isOne = (text: string): text is A => known.has(text);
  return { isOne, cell: cell(names.join(', '), (text) => (isOne(text) ? text : null)) };
};

const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');

const SEGMENT = oneOf(CHARGE_SEGMENTS);
const Segments = cell(`segments such as ${CHARGE_SEGMENTS.slice(0, 2).join(' ')}`, (text) => {
  const named = words(text).filter(SEGMENT.isOne);
  return named.length === words(text).length && named.length > 0 ? named : null;
});
const Ppb = cell('a whole number of parts per billion', (text) => (/^\d+$/.test(text) ? Number(text) : null));
const MaybePpb = cell('a whole number of parts per billion, or nothing', (text) =>
  text === '' ? undefined : /^\d+$/.test(text) ? Number(text) : null,
);
const RUPEES = /^\d+(\.\d{1,4})?$/;
const Rupees = cell('rupees', (text): Money | null => (RUPEES.test(text) ? rupees(Number(text)) : null));
const Step = cell('rupees above 0', (text): Money | null =>
  RUPEES.test(text) && Number(text) > 0 ? rupees(Number(text)) : null,
);
const Scope = cell('* or names', (text) => (text === '*' ? undefined : text === '' ? null : words(text)));
const Day = cell('a date such as 2026-04-01', (text) => dayOf(text));
const LastDay = cell('a date such as 2026-03-31, or nothing', (text) =>
  text === '' ? undefined : dayOf(text),
);
const Grade = oneOf(['H', 'M', 'L']).cell;
const Word = cell('a name', (text) => (text === '' ? null : text));

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

const dayOf = (text: string): SessionDay | null => {
  const midnight = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(text)) return null;
  return (midnight / DAY_MS) as SessionDay;
};
