import type { TradingCalendar } from '../../../domain/calendar.js';
import type { FillModel } from '../../../domain/fill-model.js';
import type { Price } from '../../../domain/money.js';
import type { OrderId } from '../../../domain/order.js';
import type { EpochMs } from '../../../domain/time.js';
import { noCharges } from '../../../exchange/charges.js';
import { type Answer, SimulatedExchange } from '../../../exchange/exchange.js';
import { DemoAccount } from './demo-account.js';
import type { DemoFill, DemoOrder, ReportType } from './demo-order.js';
import { exchangeOrder, tickOf } from './exchange-order.js';
import type { Market } from './market.js';
import { changeObjection, formObjection } from './order-objection.js';
import { awake, type ChangedTerms, isAsleep, type OrderTerms } from './order-request.js';
import type { Scrip } from './scrip.js';
import { istDate } from './wire-text.js';

/** What the desk is told to do wrong with an order. */
export interface OrderTroubles {
  readonly isRejected: boolean;
  /** Its execution is told as two. */
  readonly isTornFill: boolean;
}

/**
 * The orders of the demo user: form and margin are the desk's, trading is the project's simulated exchange,
 * which is shown the same ticks as the clients. Every change of an order is told, in order.
 */
export class OrderDesk {
  readonly account = new DemoAccount();
  private readonly orders = new Map<string, DemoOrder[]>();
  /** By the exchange's name of them: a replaced order has another than before. */
  private readonly atExchange = new Map<OrderId, Open>();
  private readonly exchange: SimulatedExchange;
  private orderCount = 0;
  private exchangeCount = 0;
  private fillCount = 0;

  constructor(
    private readonly market: Market,
    private readonly now: () => EpochMs,
    private readonly tell: (order: DemoOrder) => void,
    model: FillModel,
  ) {
    this.exchange = new SimulatedExchange(
      { model, charges: noCharges, calendar: NO_CALENDAR },
      (token) => market.scrip(token).instrument,
    );
  }

  /** Newest first, as they are now. */
  get book(): readonly DemoOrder[] {
    return [...this.orders.values()].flatMap((history) => history.at(-1) ?? []).reverse();
  }

  /** All that was told of an order, newest first; empty for one that is not known. */
  historyOf(number: string): readonly DemoOrder[] {
    return [...(this.orders.get(number) ?? [])].reverse();
  }

  /** Executions, oldest first. */
  get trades(): readonly DemoOrder[] {
    return [...this.orders.values()].flat().filter(({ fill }) => fill !== undefined);
  }

  /** Takes an order; returns its number. What becomes of it is told when `go` is called. */
  place(terms: OrderTerms, troubles: OrderTroubles): { readonly number: string; readonly go: () => void } {
    const at = this.now();
    this.orderCount += 1;
    const number = `${istDate(at).slice(2).replaceAll('-', '')}${String(this.orderCount).padStart(8, '0')}`;
    const order: DemoOrder = {
      number,
      scrip: this.market.scrip(terms.instrument.token),
      terms,
      status: 'PENDING',
      reportType: 'NewAck',
      filled: 0,
      averagePrice: 0,
      cancelled: 0,
      reason: '',
      exchangeNumber: '',
      exchangeAt: undefined,
      enteredAt: at,
      fill: undefined,
    };
    this.orders.set(number, []);
    return { number, go: () => this.enter(order, troubles) };
  }

  /**
   * Changes an open order, to `quantity` in all; false where there is none of that number. Where it `isRejected`, or
   * cannot have these terms, the order stays as it was.
   */
  modify(number: string, terms: ChangedTerms, isRejected: boolean): boolean {
    const open = this.openOf(number);
    if (open === undefined) return false;
    const order = { ...open.order, terms: { ...open.order.terms, ...terms } };
    this.report({ ...order, status: 'PENDING', reportType: 'ModAck' });
    this.report({ ...order, status: 'PENDING', reportType: 'PendingReplace' });
    const reason = isRejected ? REJECTED : changeObjection(order, open.order);
    if (reason !== undefined) {
      this.report({ ...open.order, reportType: 'ReplaceRejected', reason });
      return true;
    }
    this.withdraw(open);
    this.rest(order, 'Replaced', open.isTornFill);
    return true;
  }

  /** Cancels an open order; false where there is none of that number. Where it `isRejected`, the order stays. */
  cancel(number: string, isRejected: boolean): boolean {
    const open = this.openOf(number);
    if (open === undefined) return false;
    this.report({ ...open.order, status: 'PENDING', reportType: 'PendingCancel' });
    if (isRejected) {
      this.report({ ...open.order, reportType: 'CancelRejected', reason: REJECTED });
      return true;
    }
    this.withdraw(open);
    this.end(open.order, '');
    return true;
  }

  /** Shows the exchange what is known of `scrip` now. */
  show(scrip: Scrip): void {
    if (!this.exchange.hasOrders(scrip.token)) return;
    for (const answer of this.exchange.show(tickOf(scrip))) this.hear(answer);
  }

  private enter(order: DemoOrder, { isRejected, isTornFill }: OrderTroubles): void {
    this.report(order);
    const reason = isRejected ? REJECTED : this.objectionTo(order);
    if (reason !== undefined) {
      this.report({ ...order, status: 'REJECTED', reportType: 'Rejected', reason });
      return;
    }
    this.report({ ...order, reportType: 'PendingNew' });
    this.exchangeCount += 1;
    const exchangeNumber = `11${String(this.exchangeCount).padStart(14, '0')}`;
    this.rest({ ...order, exchangeNumber }, 'New', isTornFill);
  }

  /** What risk management says. */
  private objectionTo(order: DemoOrder): string | undefined {
    const { terms, scrip } = order;
    return (
      formObjection(order) ??
      (this.account.marginFor(terms, scrip.last) > this.account.free ? 'RED:Margin Shortfall' : undefined)
    );
  }

  private rest(order: DemoOrder, reportType: ReportType, isTornFill: boolean): void {
    const at = this.now();
    const id = `${order.number}:${this.historyOf(order.number).length}` as OrderId;
    const resting: DemoOrder = isAsleep(order.terms)
      ? { ...order, status: 'TRIGGER_PENDING', reportType: 'TriggerPending', exchangeAt: at }
      : { ...order, status: 'OPEN', reportType, exchangeAt: at };
    this.atExchange.set(id, { id, order: resting, isTornFill });
    const { scrip } = resting;
    // it is shown no ticks while it has no orders: what trades is counted from here on
    if (scrip.isQuoted && !this.exchange.hasOrders(scrip.token)) this.exchange.show(tickOf(scrip));
    this.exchange.place(exchangeOrder(id, resting), 0, at);
    this.report(resting);
  }

  private hear({ order: { id }, change, reason }: Answer): void {
    const open = this.atExchange.get(id);
    if (open === undefined) return;
    if (change.kind === 'Expired' || change.kind === 'Cancelled') {
      this.atExchange.delete(id);
      this.end(open.order, reason ?? '');
    }
    if (change.kind === 'Triggered') open.order = this.wake(open.order);
    if (change.kind !== 'Filled') return;
    const { quantity, price, at } = change.execution;
    const first = open.isTornFill && quantity > 1 ? Math.floor(quantity / 2) : 0;
    if (first > 0) open.order = this.execute(open.order, first, price, at);
    open.order = this.execute(open.order, quantity - first, price, at);
    if (open.order.status === 'COMPLETE') this.atExchange.delete(id);
  }

  /** Neither this nor an execution changes the exchange's time of the order. */
  private wake(order: DemoOrder): DemoOrder {
    const woken: DemoOrder = {
      ...order,
      terms: awake(order.terms),
      status: 'OPEN',
      reportType: 'INVALID_REPORT_TYPE',
    };
    this.report(woken);
    return woken;
  }

  private execute(order: DemoOrder, quantity: number, price: Price, at: EpochMs): DemoOrder {
    this.fillCount += 1;
    const filled = order.filled + quantity;
    const fill: DemoFill = { id: String(100_000 + this.fillCount), quantity, price, at, filled };
    this.account.book(order, fill);
    const executed: DemoOrder = {
      ...order,
      status: filled === order.terms.quantity ? 'COMPLETE' : 'OPEN',
      reportType: 'Fill',
      filled,
      averagePrice: (order.averagePrice * order.filled + price * quantity) / filled,
      fill,
    };
    this.report(executed);
    return { ...executed, fill: undefined };
  }

  private end(order: DemoOrder, reason: string): void {
    this.report({
      ...order,
      status: 'CANCELED',
      reportType: 'Canceled',
      cancelled: order.terms.quantity - order.filled,
      reason,
      exchangeAt: this.now(),
    });
  }

  private report(order: DemoOrder): void {
    this.orders.get(order.number)?.push(order);
    this.account.note(order);
    this.tell(order);
  }

  private openOf(number: string): Open | undefined {
    return [...this.atExchange.values()].find(({ order }) => order.number === number);
  }

  private withdraw({ id, order }: Open): void {
    this.atExchange.delete(id);
    this.exchange.cancel(exchangeOrder(id, order), 0);
  }
}

const REJECTED = 'RED:Rejected for a test';

interface Open {
  readonly id: OrderId;
  order: DemoOrder;
  readonly isTornFill: boolean;
}

/** The desk has said what hours it keeps: those of the tape, on whatever day it is played. */
const NO_CALENDAR: TradingCalendar = {
  knows: () => false,
  sessionOf: () => ({ kind: 'unknown' }),
  usualOpenOf: () => undefined,
};
