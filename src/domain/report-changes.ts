import * as E from 'fp-ts/lib/Either.js';
import type { ExecutedTotal, Execution, OrderChange } from './order-change.js';
import { lifeAfter, type OrderLife } from './order-life.js';
import type { OrderFill, OrderReport } from './order-report.js';
import { isStop, type Order, type OrderTerms } from './order.js';
import type { Price, Quantity } from './money.js';

/** Books what a broker tells of executions: when that was on the session's clock, and what it cost. */
export interface Booking {
  execution(order: Order, fill: OrderFill, total: number | undefined): Execution;
  total(order: Order, filled: number, averagePrice: number): ExecutedTotal;
}

/**
 * What `report` says of the order of ours that it is of: its terms where they have to be known first, the execution,
 * and where it is. Reports of the way to the exchange (`PendingNew`, `ModAck`, `PendingReplace`, `PendingCancel`) say
 * nothing: what comes of them is told.
 *
 * Source: Noren's report types and statuses, as brokers' documents and live captures have them.
 */
export const changesOfReport = (
  life: OrderLife,
  report: OrderReport,
  booking: Booking,
): readonly OrderChange[] => {
  const { order } = life;
  const { fill, filled } = report;
  const total = filled === 0 ? undefined : filled;
  return [
    ...termsFirst(life, report),
    ...(fill === undefined
      ? []
      : [{ kind: 'Filled', execution: booking.execution(order, fill, total) } as const]),
    ...movesOf(order, report),
  ];
};

/**
 * Whether all that `order` had is executed, and the broker's has more: other terms are in force, and nobody told of
 * them. They come before the executions, which would end it here.
 */
export const isOutgrown = (order: Order, { filled, quantity }: OrderReport): boolean =>
  filled >= order.quantity && quantity > order.quantity;

/** The terms with which an order ends are the last; they answer those that were asked for. */
const termsFirst = ({ order, asked }: OrderLife, report: OrderReport): readonly OrderChange[] => {
  const isAtEnd = report.status === 'COMPLETE' || report.status === 'CANCELED';
  if (!isAtEnd && !isOutgrown(order, report)) return [];
  const change = modified(order, report);
  const isAnswer = asked !== undefined && isSameTerms(change.terms, asked);
  return [
    ...(isSameTerms(change.terms, order) && !isAnswer ? [] : [change]),
    ...(isAtEnd && asked !== undefined && !isAnswer ? [{ kind: 'ModifyRejected' } as const] : []),
  ];
};

/** Those of `changes`, one after another, that say what is not known of `life`. */
export const newsOf = (life: OrderLife, changes: readonly OrderChange[]): readonly OrderChange[] => {
  const news: OrderChange[] = [];
  let after = life;
  for (const change of changes) {
    const [next, told] = lifeAfter(after, change);
    after = next;
    if (E.isRight(told) || told.left.kind !== 'Doubled') news.push(change);
  }
  return news;
};

const movesOf = (order: Order, report: OrderReport): readonly OrderChange[] => {
  switch (report.status) {
    case 'REJECTED':
      return [{ kind: 'Rejected' }];
    case 'CANCELED':
      return [{ kind: 'Cancelled' }];
    case 'PENDING':
      return report.cause === 'NewAck' || report.cause === 'PendingNew' ? [{ kind: 'Accepted' }] : [];
    case 'TRIGGER_PENDING':
      return asleepMoves(order, report);
    case 'OPEN':
      return openMoves(order, report);
    default:
      return []; // COMPLETE follows from the executions
  }
};

/**
 * A stop that still sleeps may be told as `TriggerPending` with other terms, too: no capture shows which word a
 * server has for its replacement.
 */
const asleepMoves = (order: Order, report: OrderReport): readonly OrderChange[] => {
  const change = modified(order, report);
  const isAnswer = order.asked !== undefined && isSameTerms(change.terms, order.asked);
  switch (report.cause) {
    case 'Replaced':
      return [change];
    case 'ReplaceRejected':
      return [{ kind: 'ModifyRejected' }];
    case 'CancelRejected':
      return [{ kind: 'CancelRejected' }];
    default:
      return isAnswer || !isSameTerms(change.terms, order) ? [change] : [{ kind: 'TriggerPending' }];
  }
};

const openMoves = (order: Order, report: OrderReport): readonly OrderChange[] => {
  switch (report.cause) {
    case 'New':
      return [{ kind: 'Opened' }];
    case 'Triggered':
      return [{ kind: 'Triggered' }];
    case 'Replaced':
      return [modified(order, report), ...wakings(order)];
    case 'ReplaceRejected':
      return [{ kind: 'ModifyRejected' }, ...wakings(order)];
    case 'CancelRejected':
      return [{ kind: 'CancelRejected' }, ...wakings(order)];
    default:
      return [];
  }
};

/** A stop that is open is awake, though nobody told that it woke: somebody else may have made it a limit order. */
const wakings = (order: Order): readonly OrderChange[] =>
  isStop(order) && !order.isTriggered ? [{ kind: 'Triggered' }] : [];

const modified = (order: Order, report: OrderReport): Extract<OrderChange, { kind: 'Modified' }> => ({
  kind: 'Modified',
  terms: termsIn(order, report),
});

/**
 * The terms of `report`, as `order` counts them: an order at market is sent with a limit that protects it, which
 * is no limit of ours.
 */
export const termsIn = (order: Order, { quantity, limit, trigger }: OrderReport): OrderTerms => {
  const known = [order, ...(order.asked === undefined ? [] : [order.asked])];
  return {
    quantity: quantity as Quantity,
    limit:
      order.limit === undefined
        ? undefined
        : (asKnown(
            limit,
            known.map((terms) => terms.limit),
          ) ?? order.limit),
    trigger: isStop(order)
      ? (asKnown(
          trigger,
          known.map((terms) => terms.trigger),
        ) ?? order.trigger)
      : undefined,
  };
};

/** Half of the least by which two prices can differ. */
const EPSILON = 0.00005;

/** A price is told with the decimals of its grid; ours may be a double beside it. */
const asKnown = (told: number | undefined, known: readonly (Price | undefined)[]): Price | undefined =>
  told === undefined
    ? undefined
    : (known.find((price) => price !== undefined && Math.abs(price - told) < EPSILON) ?? (told as Price));

export const isSameTerms = (a: OrderTerms, b: OrderTerms): boolean =>
  a.quantity === b.quantity && a.limit === b.limit && a.trigger === b.trigger;
