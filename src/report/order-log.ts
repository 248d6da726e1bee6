import type { ApprovedEntry, OrderSent, RefusedEntry } from '../domain/entry.js';
import type { OrderUpdate } from '../domain/event.js';
import { type Money, NO_MONEY, plus, valueOf } from '../domain/money.js';
import { isFinal, type Order, type OrderId, withState } from '../domain/order.js';
import { type SessionDay, sessionDayOf } from '../domain/session.js';
import { averagePrice } from './average-price.js';
import type { OrderRecord } from './order-record.js';

/**
 * Follows each order from risk's verdict to its final state, and keeps only those that have none; and to the end of
 * the session (IST date) those that ended with a rest, since executions of theirs may still be told: such an order
 * is told a second time.
 */
export class OrderLog {
  private readonly open = new Map<OrderId, OpenOrder>();
  private readonly ended = new Map<OrderId, OpenOrder>();
  private day: SessionDay | undefined = undefined;

  constructor(
    private readonly nameOf: (order: Order) => string,
    private readonly emit: (record: OrderRecord) => void,
  ) {}

  approved(entry: ApprovedEntry): void {
    if (entry.action !== 'Submit') return;
    const { order } = entry;
    this.open.set(order.id, { ...newOrder(order), decisionSeq: entry.cause, verdictSeq: entry.seq });
  }

  /** A refused order is final; the order update that tells its strategy so adds nothing. */
  refused(entry: RefusedEntry): void {
    const { intent, order } = entry;
    if (intent.kind !== 'Submit' || order === undefined) return;
    this.emit(
      this.recordOf({
        ...newOrder(withState(order, 'Refused')),
        reason: entry.refusal.message,
        decisionSeq: entry.cause,
        verdictSeq: entry.seq,
      }),
    );
  }

  sent(entry: OrderSent): void {
    const open = this.open.get(entry.order.id);
    if (open !== undefined) open.sentSeq = entry.seq;
  }

  update(entry: OrderUpdate): void {
    const { order, fill } = entry;
    this.forget(sessionDayOf(entry.at));
    const open = this.open.get(order.id) ?? this.ended.get(order.id);
    if (open === undefined) return;
    open.order = order;
    open.updateSeq = entry.seq;
    open.reason = entry.reason ?? open.reason;
    if (fill !== undefined) {
      open.filled += fill.quantity;
      open.value = plus(open.value, valueOf(fill.price, fill.quantity, 1));
      open.charges = plus(open.charges, fill.charges);
    }
    if (!isFinal(order.state)) return;
    this.open.delete(order.id);
    if (order.filled < order.quantity) this.ended.set(order.id, open);
    this.emit(this.recordOf(open));
  }

  /** The orders without a final state, oldest first. */
  records(): readonly OrderRecord[] {
    return [...this.open.values()].map((open) => this.recordOf(open));
  }

  private forget(day: SessionDay): void {
    if (day !== this.day) this.ended.clear();
    this.day = day;
  }

  private recordOf(open: OpenOrder): OrderRecord {
    return {
      order: open.order,
      instrument: this.nameOf(open.order),
      averagePrice: open.filled === 0 ? null : averagePrice(open.value, open.filled),
      charges: open.charges,
      reason: open.reason,
      decisionSeq: open.decisionSeq,
      verdictSeq: open.verdictSeq,
      sentSeq: open.sentSeq,
      updateSeq: open.updateSeq,
    };
  }
}

interface OpenOrder {
  order: Order;
  filled: number;
  value: Money;
  charges: Money;
  reason: string | undefined;
  decisionSeq: number | undefined;
  verdictSeq: number | undefined;
  sentSeq: number | undefined;
  updateSeq: number | undefined;
}

const newOrder = (order: Order): OpenOrder => ({
  order,
  filled: 0,
  value: NO_MONEY,
  charges: NO_MONEY,
  reason: undefined,
  decisionSeq: undefined,
  verdictSeq: undefined,
  sentSeq: undefined,
  updateSeq: undefined,
});
