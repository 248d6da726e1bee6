import * as E from 'fp-ts/lib/Either.js';
import type { Unstamped } from '../domain/entry.js';
import type { OrderUpdate, UnexpectedUpdate } from '../domain/event.js';
import { totalOf } from '../domain/charge-items.js';
import type { Fill } from '../domain/fill.js';
import type { Execution } from '../domain/order-change.js';
import { lifeAfter, lifeOf, type OrderLife, type Unexpected } from '../domain/order-life.js';
import { isFinal, type Order, type OrderId } from '../domain/order.js';
import { type SessionDay, sessionDayOf } from '../domain/session.js';
import type { EpochMs } from '../domain/time.js';
import type { BrokerAnswer } from '../port/broker.js';

/**
 * The life of every order, held by its one owner: what a broker says is applied to the order it is of, or told
 * to be unexpected. What leaves here as an `OrderUpdate` has the order as it truly is. An order that has ended is
 * kept to the end of that session (IST date), since its executions may still be told; what comes of it later is
 * of no order that is known.
 */
export class OrderBook {
  private readonly lives = new Map<OrderId, OrderLife>();
  private readonly ended = new Set<OrderId>();
  /** The session in which those of `ended` ended. */
  private day: SessionDay | undefined = undefined;

  /** An order is on its way. */
  note(order: Order): void {
    this.lives.set(order.id, lifeOf(order));
  }

  /** What `answer`, which comes at `at`, is to its order. */
  hear(answer: BrokerAnswer, at: EpochMs): Unstamped<OrderUpdate | UnexpectedUpdate> {
    this.forget(sessionDayOf(at));
    const { cause, token, strategy, orderId, change, reason } = answer;
    const before = this.lives.get(orderId);
    if (before === undefined) return unexpected(answer, NOT_KNOWN);
    const [life, told] = lifeAfter(before, change);
    this.lives.set(orderId, life);
    if (E.isLeft(told)) return unexpected(answer, told.left);
    const { order } = life;
    const execution = told.right;
    const isLate = isFinal(before.order.state);
    if (order.state === 'Refused')
      this.lives.delete(orderId); // it never left the house
    else if (isFinal(order.state)) this.ended.add(orderId);
    return {
      kind: 'OrderUpdate',
      cause,
      token,
      strategy,
      change: execution === undefined ? change.kind : 'Filled',
      order,
      fill: execution === undefined ? undefined : fillOf(order, execution),
      reason: isLate ? `told after the order was ${before.order.state}: the exchange was faster` : reason,
    };
  }

  private forget(day: SessionDay): void {
    if (day === this.day) return;
    this.day = day;
    for (const id of this.ended) this.lives.delete(id);
    this.ended.clear();
  }
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

const fillOf = (order: Order, { id, quantity, price, at, charges, against }: Execution): Fill => ({
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
});
