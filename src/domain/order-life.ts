import * as E from 'fp-ts/lib/Either.js';
import { plus, type Quantity, valueOf } from './money.js';
import type { Execution, OrderChange } from './order-change.js';
import {
  countedOf,
  type Executions,
  incrementOf,
  isTold,
  NO_EXECUTIONS,
  withTold,
  withTotal,
} from './order-executions.js';
import {
  type FinalOrderState,
  isFinal,
  isStop,
  type Order,
  type OrderState,
  type OrderTerms,
  termsOf,
} from './order.js';

/** An order with all that is known of it: what the belt tells of it is `order`. */
export interface OrderLife {
  readonly order: Order;
  /** How far it is known to have come, whatever is asked of it meanwhile; never goes back. */
  readonly reached: 'Sent' | 'Accepted' | 'Resting';
  /** Its end was asked for and nobody has answered. */
  readonly isCancelAsked: boolean;
  /** Other terms were asked for and nobody has answered. */
  readonly asked: OrderTerms | undefined;
  /** Nobody has told what became of it since its fate was lost. */
  readonly isLost: boolean;
  /** Terms that it had before. */
  readonly past: readonly OrderTerms[];
  readonly executions: Executions;
}

/** Why a change was not applied; the order stays as it was. */
export interface Unexpected {
  /** `Late`: the order had ended. `Doubled`: it tells what is known. `Illegal`: it cannot follow from what is known. */
  readonly kind: 'Late' | 'Doubled' | 'Illegal';
  readonly message: string;
}

/** The life after a change, and what the change was: an execution, something else, or not to be expected. */
export type Step = readonly [life: OrderLife, told: E.Either<Unexpected, Execution | undefined>];

/** The life of an order that has just been sent. */
export const lifeOf = (order: Order): OrderLife => ({
  order,
  reached: 'Sent',
  isCancelAsked: false,
  asked: undefined,
  isLost: false,
  past: [],
  executions: NO_EXECUTIONS,
});

/**
 * The life after `change`. Total: every state has an answer to every change. What comes late, twice or against
 * what is known changes nothing. Changes may overtake each other: what an order has reached never goes back, and
 * an execution that is told after the order's end is booked all the same, since the exchange was faster.
 */
export const lifeAfter = (life: OrderLife, change: OrderChange): Step => {
  if (change.kind === 'Filled') return execute(life, change.execution);
  if (change.kind === 'FilledTo') {
    const { filled } = change.total;
    if (filled <= life.order.filled) return unexpected(life, 'Doubled', `${filled} units are booked`);
    const increment = incrementOf(life.order, change.total);
    return book(life, increment, withTotal(life.executions, change.total, increment));
  }
  const { order, reached, isCancelAsked, asked, isLost } = life;
  if (isFinal(order.state))
    return unexpected(
      life,
      change.kind === order.state ? 'Doubled' : 'Late',
      `${change.kind} after ${order.state}`,
    );
  const illegal = (): Step => unexpected(life, 'Illegal', `${order.state} ${order.type}: no ${change.kind}`);
  const doubled = (): Step => unexpected(life, 'Doubled', `${order.state}: ${change.kind} says nothing new`);

  switch (change.kind) {
    case 'Accepted':
      return reached !== 'Sent' && !isLost ? doubled() : heard(life, 'Accepted', false);
    case 'TriggerPending':
      if (!isStop(order)) return illegal();
      return reached === 'Resting' && !isLost ? doubled() : heard(life, 'Resting', false);
    case 'Triggered':
      if (!isStop(order)) return illegal();
      return reached === 'Resting' && order.isTriggered && !isLost ? doubled() : heard(life, 'Resting', true);
    case 'Opened':
      return reached === 'Resting' && order.isTriggered && !isLost ? doubled() : heard(life, 'Resting', true);
    case 'ModifyAsked':
      if (asked !== undefined && isSame(change.terms, asked)) return doubled();
      if (asked !== undefined || isCancelAsked || isLost || !isPossible(change.terms, order))
        return illegal();
      return settle({ ...life, asked: change.terms });
    case 'Modified':
      if (!isPossible(change.terms, order)) return illegal();
      return isNews(life, change.terms) ? modify(life, change.terms) : doubled();
    case 'ModifyRejected':
      return asked === undefined && !isLost
        ? doubled()
        : settle({ ...life, asked: undefined, isLost: false });
    case 'CancelAsked':
      return isCancelAsked && !isLost ? doubled() : settle({ ...life, isCancelAsked: true });
    case 'CancelRejected':
      return !isCancelAsked && !isLost ? doubled() : settle({ ...life, isCancelAsked: false, isLost: false });
    case 'AskRefused':
      return settle(life);
    case 'Cancelled':
    case 'Expired':
    case 'Rejected':
      return end(life, change.kind);
    case 'Refused':
      return order.state === 'InFlight' ? end(life, change.kind) : illegal();
    case 'Lost':
      return isLost ? doubled() : settle({ ...life, isLost: true });
  }
};

/** An execution that was told by its number. */
const execute = (life: OrderLife, execution: Execution): Step => {
  const { id, quantity } = execution;
  if (isTold(life.executions, execution)) return unexpected(life, 'Doubled', `execution ${id} is booked`);
  const counted = countedOf(life.executions, execution);
  const executions = withTold(life.executions, execution, counted);
  if (counted === quantity && quantity > 0)
    return unexpected({ ...life, executions }, 'Doubled', `execution ${id} is booked in a total`);
  const rest = counted === 0 ? execution : { ...execution, quantity: (quantity - counted) as Quantity };
  return book(life, rest, executions);
};

/** An execution may still be told of an order that ended in one of these: the exchange was faster than its end. */
const REOPENED: ReadonlySet<OrderState> = new Set<FinalOrderState>(['Cancelled', 'Expired', 'Rejected']);

const book = (life: OrderLife, execution: Execution, executions: Executions): Step => {
  const { order } = life;
  const { quantity, price } = execution;
  if (isFinal(order.state) && !REOPENED.has(order.state))
    return unexpected(life, 'Late', `an execution of ${quantity} after ${order.state}`);
  const filled = order.filled + quantity;
  const whole = Number.isSafeInteger(quantity) && quantity > 0 && Number.isFinite(price);
  if (!whole) return unexpected(life, 'Illegal', `${quantity} units at ${price} are no execution`);
  const known = filled <= order.quantity ? life : underNewTerms(life, filled);
  if (known === undefined)
    return unexpected(life, 'Illegal', `${filled} units of ${order.quantity} cannot be executed`);
  return settle(
    {
      ...known,
      reached: 'Resting',
      isLost: false,
      executions,
      order: {
        ...known.order,
        filled,
        filledValue: plus(order.filledValue, valueOf(price, quantity, 1)),
        isTriggered: true,
      },
    },
    execution,
  );
};

/** More was executed than the order had: the terms that were asked for must be in force, if they allow it. */
const underNewTerms = (life: OrderLife, filled: number): OrderLife | undefined =>
  life.asked !== undefined && filled <= life.asked.quantity ? withTerms(life, life.asked) : undefined;

/** The broker has told where the order is; what is known already is not taken back. */
const heard = (life: OrderLife, reached: OrderLife['reached'], isTriggered: boolean): Step =>
  settle({
    ...life,
    reached: life.reached === 'Resting' ? 'Resting' : reached,
    isLost: false,
    order: { ...life.order, isTriggered: isTriggered || life.order.isTriggered },
  });

/** Terms that the order neither has nor had, or that were asked for; of a lost order any, by the broker's books. */
const isNews = ({ order, asked, past, isLost }: OrderLife, terms: OrderTerms): boolean =>
  isLost ||
  (asked !== undefined && isSame(terms, asked)) ||
  !(isSame(terms, order) || past.some((before) => isSame(terms, before)));

const modify = (life: OrderLife, terms: OrderTerms): Step =>
  settle({ ...withTerms(life, terms), reached: 'Resting', isLost: false });

/** Terms in force; what was asked for is answered by them, or, of a lost order, by the broker's books. */
const withTerms = (life: OrderLife, terms: OrderTerms): OrderLife => ({
  ...life,
  order: { ...life.order, ...termsOf(terms) },
  asked: life.isLost || (life.asked !== undefined && isSame(terms, life.asked)) ? undefined : life.asked,
  past: isSame(terms, life.order) ? life.past : [...life.past, termsOf(life.order)],
});

const isSame = (a: OrderTerms, b: OrderTerms): boolean =>
  a.quantity === b.quantity && a.limit === b.limit && a.trigger === b.trigger;

/** What is filled is not undone. */
const isPossible = ({ quantity }: OrderTerms, { filled }: Order): boolean =>
  Number.isSafeInteger(quantity) && quantity > 0 && quantity >= filled;

const end = (life: OrderLife, state: FinalOrderState): Step =>
  settle({ ...life, order: { ...life.order, state } });

/** The state follows from what is known. */
const settle = (life: OrderLife, execution?: Execution): Step => {
  const state = stateOf(life);
  const order = { ...life.order, state, asked: isFinal(state) ? undefined : life.asked };
  return [{ ...life, order }, E.right(execution)];
};

const stateOf = ({ order, reached, isCancelAsked, asked, isLost }: OrderLife): OrderState => {
  // while more is asked for, the executions may be of that: it is full when that has been answered
  if (order.filled === order.quantity && !(asked !== undefined && asked.quantity > order.filled))
    return 'Filled';
  if (isFinal(order.state)) return order.state;
  if (isLost) return 'Unknown';
  if (isCancelAsked) return 'CancelInFlight';
  if (asked !== undefined) return 'ModifyInFlight';
  if (reached === 'Sent') return 'InFlight';
  if (reached === 'Accepted') return 'Accepted';
  return order.filled > 0 ? 'PartiallyFilled' : order.isTriggered ? 'Open' : 'TriggerPending';
};

const unexpected = (life: OrderLife, kind: Unexpected['kind'], message: string): Step => [
  life,
  E.left({ kind, message }),
];
