import * as E from 'fp-ts/lib/Either.js';
import type { OrderChange } from './order-change.js';
import { lifeAfter, type OrderLife } from './order-life.js';
import { isFinalStatus, type OrderReport } from './order-report.js';
import { isFinal, type Order, type OrderId } from './order.js';
import { type Booking, isOutgrown, isSameTerms, termsIn } from './report-changes.js';
import { type SessionDay, sessionDayOf } from './session.js';
import type { TradeReport } from './trade-report.js';

/** An order of ours, as it was handed to the broker. */
export interface OurOrder {
  readonly life: OrderLife;
  /** The client id by which the broker's books have it. */
  readonly remarks: string;
  /** The broker's number; undefined while it is not known. */
  readonly number: string | undefined;
  /** Nothing was said of it and asked of it for a while before the books were read: they show how it rests. */
  readonly isQuiet: boolean;
  /** Its placing was over, even at the broker, when the books were read: what they do not show was never there. */
  readonly isOver: boolean;
}

/**
 * The broker's books of the day. The orders were read behind the trades: how they stand is the newest, and what was
 * executed between the two readings is known as a total.
 */
export interface BrokerBooks {
  readonly orders: readonly OrderReport[];
  readonly trades: readonly TradeReport[];
  readonly day: SessionDay;
}

/**
 * One order that is another here than there. `UnknownThere`: the broker has it not. `UnknownHere`: it has one that
 * is open and not ours, or has our mark and nobody here sent it. `FilledAway`: it was executed and we were not told.
 * `EndedThere`: it has ended. `OtherTerms`: somebody changed them. `OtherState`: it rests, or not, as we did not
 * know. `LivesThere`: here it has ended,
 * and there it lives, or more of it was executed than it had here.
 */
export interface Difference {
  readonly kind:
    'UnknownThere' | 'UnknownHere' | 'FilledAway' | 'EndedThere' | 'OtherTerms' | 'OtherState' | 'LivesThere';
  readonly orderId: OrderId | undefined;
  /** Undefined where the broker has none. */
  readonly row: OrderReport | undefined;
  /** What brings our order to the truth; none where only people can. */
  readonly changes: readonly OrderChange[];
  readonly reason: string | undefined;
  /** For people, with the numbers of both sides. */
  readonly detail: string;
}

/**
 * Holds our orders against the broker's books. Nothing is taken over that is not ours, and nothing is concluded
 * from what a book may not show yet. Applying the changes and comparing again with the same books finds nothing
 * but `UnknownHere` and `LivesThere`, which stay until somebody looks after them.
 */
export const reconcile = (
  ours: readonly OurOrder[],
  books: BrokerBooks,
  booking: Booking,
  isOurs: (remarks: string) => boolean,
): readonly Difference[] => {
  const known = new Set(ours.flatMap(({ number }) => number ?? []));
  const marks = new Set(ours.map(({ remarks }) => remarks));
  const strangers = books.orders.filter(
    (row) =>
      !known.has(row.number) &&
      !marks.has(row.remarks) &&
      (isOurs(row.remarks) || !isFinalStatus(row.status)),
  );
  return [
    ...ours.flatMap((our) => differenceOf(our, books, booking) ?? []),
    ...strangers.map((row) => unknownHere(row, isOurs(row.remarks))),
  ];
};

/** The row of `our` order, by its number where that is known; a client id is of one order alone. */
export const rowOf = (
  { number, remarks }: Pick<OurOrder, 'number' | 'remarks'>,
  rows: readonly OrderReport[],
): OrderReport | undefined =>
  rows.find((row) => (number === undefined ? row.remarks === remarks : row.number === number));

const differenceOf = (our: OurOrder, books: BrokerBooks, booking: Booking): Difference | undefined => {
  const row = rowOf(our, books.orders);
  if (row === undefined) return unknownThere(our, books.day);
  const { order } = our.life;
  const isCertain = our.isQuiet || isFinalStatus(row.status) || isOutgrown(order, row);
  const [termed, terms] = accepted(our.life, isCertain ? termsOf(our.life, row) : []);
  const [filled, executed] = accepted(termed, fillsOf(termed, row, books.trades, booking));
  const [after, ends] = accepted(filled, movesOf(filled, row, our.isQuiet));
  const moves = [...terms, ...ends];
  if (executed.length > 0 || moves.length > 0)
    return {
      kind: kindOf(executed, moves),
      orderId: order.id,
      row,
      changes: [...terms, ...executed, ...ends],
      reason: reasonOf(row, moves),
      detail: sidesText(order, row),
    };
  const isMoreThere = !isFinalStatus(row.status) || row.filled > after.order.filled;
  return isFinal(after.order.state) && isMoreThere && our.isQuiet
    ? {
        ...{ kind: 'LivesThere', orderId: order.id, row, changes: [], reason: undefined },
        detail: `${sidesText(order, row)}: look after it at the broker`,
      }
    : undefined;
};

/** A change of an order as it is by then. */
type Move = OrderChange | ((order: Order) => OrderChange);

/** Those of `moves` that can be and are news, and the life after them. */
const accepted = (life: OrderLife, moves: readonly Move[]): readonly [OrderLife, readonly OrderChange[]] => {
  const taken: OrderChange[] = [];
  let after = life;
  for (const move of moves) {
    const change = typeof move === 'function' ? move(after.order) : move;
    const [next, told] = lifeAfter(after, change);
    if (E.isLeft(told)) continue;
    after = next;
    taken.push(change);
  }
  return [after, taken];
};

/** Executions by the trade book; what it has not got and the order book counts, as a total. */
const fillsOf = (
  { executions }: OrderLife,
  row: OrderReport,
  trades: readonly TradeReport[],
  booking: Booking,
): readonly Move[] => {
  const { filled, averagePrice } = row;
  const total =
    averagePrice === undefined
      ? []
      : [
          (order: Order): OrderChange => ({
            kind: 'FilledTo',
            total: booking.total(order, filled, averagePrice),
          }),
        ];
  // of which of the trades a total has told is not known: only another total says what is new
  if (executions.unnamed > 0 && total.length > 0) return total;
  const own = trades.filter(({ number }) => number === row.number);
  const traded = own.reduce((sum, { fill }) => sum + fill.quantity, 0);
  const single = own.map(({ fill }): Move => (order) => ({
    kind: 'Filled',
    execution: booking.execution(order, fill, undefined),
  }));
  return filled <= traded ? single : [...single, ...total];
};

/** Terms in force that are not those that we know. Of terms that it had before a lost order alone takes the word. */
const termsOf = (life: OrderLife, row: OrderReport): readonly OrderChange[] => {
  const { order } = life;
  const terms = termsIn(order, row);
  if (isSameTerms(terms, order) || isFinal(order.state)) return [];
  const modified: OrderChange = { kind: 'Modified', terms };
  return [[modified], [LOST, modified]].find((moves) => accepted(life, moves)[1].includes(modified)) ?? [];
};

/** How `row` says that the order stands; of one that still moves only its end is certain. */
const movesOf = (life: OrderLife, row: OrderReport, isQuiet: boolean): readonly OrderChange[] => {
  if (row.status === 'REJECTED') return [{ kind: 'Rejected' }];
  if (row.status === 'CANCELED') return [{ kind: 'Cancelled' }];
  if (row.status === 'COMPLETE') return [{ kind: 'ModifyRejected' }]; // as far as other terms are still asked for
  if (!isQuiet) return [];
  if (row.status === 'PENDING') return life.isLost || life.reached === 'Sent' ? [{ kind: 'Accepted' }] : [];
  if (row.status !== 'OPEN' && row.status !== 'TRIGGER_PENDING') return [];
  const rests: OrderChange = row.status === 'OPEN' ? { kind: 'Opened' } : { kind: 'TriggerPending' };
  return [
    ...(life.asked === undefined ? [] : [{ kind: 'ModifyRejected' } as const]),
    ...(life.isCancelAsked ? [{ kind: 'CancelRejected' } as const] : []),
    rests,
  ];
};

const LOST: OrderChange = { kind: 'Lost' };

const kindOf = (executed: readonly OrderChange[], moves: readonly OrderChange[]): Difference['kind'] => {
  if (moves.some(({ kind }) => kind === 'Cancelled' || kind === 'Rejected')) return 'EndedThere';
  if (executed.length > 0) return 'FilledAway';
  return moves.some(({ kind }) => kind === 'Modified') ? 'OtherTerms' : 'OtherState';
};

const reasonOf = ({ reason }: OrderReport, moves: readonly OrderChange[]): string | undefined =>
  moves.length === 0 ? undefined : (reason ?? "by the broker's order book");

const unknownThere = ({ life, number, isOver }: OurOrder, day: SessionDay): Difference | undefined => {
  const { order } = life;
  if (isFinal(order.state) || !isOver) return undefined;
  const told = (change: OrderChange, reason: string): Difference | undefined =>
    accepted(life, [change])[1].length === 0
      ? undefined
      : {
          kind: 'UnknownThere',
          orderId: order.id,
          row: undefined,
          changes: [change],
          reason,
          detail: `${ourText(order)}, and the broker's order book has it not: ${reason}`,
        };
  if (sessionDayOf(order.decidedAt) < day)
    return told(
      { kind: 'Expired' },
      'its day is over; what it executed since it was last told of is not known',
    );
  return number === undefined
    ? told({ kind: 'Rejected' }, 'it never came to the broker')
    : told({ kind: 'Lost' }, `the broker had it as ${number}, and has it no more`);
};

const unknownHere = (row: OrderReport, hasOurMark: boolean): Difference => ({
  ...{ kind: 'UnknownHere', orderId: undefined, row, changes: [], reason: undefined },
  detail: hasOurMark
    ? `${theirText(row)}, with the mark of this session (${row.remarks}), and nobody here sent it: look after it at the broker`
    : `${theirText(row)}, which is none of ours`,
});

const sidesText = (order: Order, row: OrderReport): string => `${ourText(order)}; ${theirText(row)}`;

const ourText = ({ id, state, quantity, filled, limit }: Order): string =>
  `here ${id} is ${state}, ${filled} of ${quantity} executed${atText(limit)}`;

const theirText = ({ number, status, quantity, filled, limit, averagePrice }: OrderReport): string =>
  `there ${number} is ${status}, ${filled} of ${quantity} executed${
    averagePrice === undefined ? '' : ` for ${averagePrice} on average`
  }${atText(limit)}`;

const atText = (limit: number | undefined): string => (limit === undefined ? '' : `, limit ${limit}`);
