import * as E from 'fp-ts/lib/Either.js';
import type { Unstamped } from '../domain/entry.js';
import type { OrderUpdate, UnexpectedUpdate } from '../domain/event.js';
import { totalOf } from '../domain/charge-items.js';
import type { Fill } from '../domain/fill.js';
import type { OrderChange } from '../domain/order-change.js';
import { orderAfter, type Unexpected } from '../domain/order-life.js';
import { isFinal, type Order, type OrderId } from '../domain/order.js';
import type { BrokerAnswer } from '../port/broker.js';

/**
 * The life of every order, held by its one owner: what a broker says is applied to the order it is of, or told
 * to be unexpected. What leaves here as an `OrderUpdate` has the order as it truly is.
 */
export class OrderBook {
  private readonly orders = new Map<OrderId, Tracked>();

  /** An order is on its way. */
  note(order: Order): void {
    this.orders.set(order.id, { order, executions: new Set() });
  }

  /** An open order is asked to change or to end. */
  noteAsked(id: OrderId, kind: 'ModifyAsked' | 'CancelAsked'): void {
    const tracked = this.orders.get(id);
    if (tracked === undefined) return;
    const after = orderAfter(tracked.order, { kind });
    if (E.isRight(after)) tracked.order = after.right;
  }

  hear(answer: BrokerAnswer): Unstamped<OrderUpdate | UnexpectedUpdate> {
    const { cause, token, strategy, orderId, change, reason } = answer;
    const tracked = this.orders.get(orderId);
    if (tracked === undefined) return unexpected(answer, NOT_KNOWN);
    if (change.kind === 'Filled' && tracked.executions.has(change.execution.id))
      return unexpected(answer, { kind: 'Doubled', message: `execution ${change.execution.id} is booked` });
    const after = orderAfter(tracked.order, change);
    if (E.isLeft(after)) return unexpected(answer, after.left);
    const order = after.right;
    tracked.order = order;
    if (change.kind === 'Filled') tracked.executions.add(change.execution.id);
    if (isFinal(order.state)) tracked.executions.clear();
    const fill = fillOf(order, change);
    return { kind: 'OrderUpdate', cause, token, strategy, change: change.kind, order, fill, reason };
  }
}

interface Tracked {
  order: Order;
  /** Numbers of those that are booked. */
  readonly executions: Set<string>;
}

const NOT_KNOWN: Unexpected = { kind: 'Illegal', message: 'no order of this session has that id' };

const unexpected = (
  { cause, token, strategy, orderId, change }: BrokerAnswer,
  why: Unexpected,
): Unstamped<UnexpectedUpdate> => ({
  kind: 'UnexpectedUpdate',
  cause,
  token,
  strategy,
  orderId,
  change,
  why,
});

const fillOf = (order: Order, change: OrderChange): Fill | undefined => {
  if (change.kind !== 'Filled') return undefined;
  const { id, quantity, price, at, charges, against } = change.execution;
  return {
    id,
    orderId: order.id,
    strategy: order.strategy,
    token: order.token,
    side: order.side,
    quantity,
    price,
    at,
    charges: totalOf(charges),
    items: charges,
    against,
  };
};
