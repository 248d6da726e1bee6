import { map, type Observable } from 'rxjs';
import { isFinalStatus, type OrderReport } from '../../../domain/order-report.js';
import { type BrokerBooks, type Difference, rowOf } from '../../../domain/reconciliation.js';
import { type Booking, changesOfReport } from '../../../domain/report-changes.js';
import type { Tick } from '../../../domain/tick.js';
import type { Token } from '../../../domain/token.js';
import type { Broker, BrokerAnswer, Sent } from '../../../port/broker.js';
import { AnswerOutlet, type Said } from './answer-outlet.js';
import { bookingOf } from './booking.js';
import { BROKER_LIMITS, type BrokerLimits } from './broker-limits.js';
import { clientIdsOf } from './client-id.js';
import { GoingOn } from './going-on.js';
import type { NorenBrokerOptions } from './noren-broker-options.js';
import { NotGoneOut } from './not-gone-out.js';
import { OrderCaller } from './order-caller.js';
import { type CallOutcome, orderCalls } from './order-calls.js';
import { orderPace } from './order-pace.js';
import { referenceOf } from './protected-price.js';
import { Reconciler } from './reconciler.js';
import { REFUSED } from './refused.js';
import type { RoutedOrder } from './routed-order.js';
import { RoutedOrders } from './routed-orders.js';

/**
 * Orders at a Noren broker: calls go out over REST, what becomes of them comes as reports of the feed's socket and,
 * where those were missed, from the broker's books. No order is ever sent twice: of a call without an answer the
 * books tell what came of it. All that is told is an input of the session.
 */
export class NorenBroker {
  private readonly ids;
  private readonly orders: RoutedOrders;
  private readonly booking: Booking;
  private readonly caller: OrderCaller;
  private readonly reconciler: Reconciler;
  private readonly outlet: AnswerOutlet;
  private readonly goingOn: GoingOn;
  private readonly notGoneOut: NotGoneOut;
  private readonly limits: BrokerLimits;
  private readonly ticks = new Map<Token, Tick>();
  /** Orders of others that were told of, which need no telling again. */
  private readonly strangers = new Set<string>();

  constructor(private readonly options: NorenBrokerOptions) {
    const { rest, tokens, reader, instruments, charges, session, time, real, log } = options;
    this.limits = { ...BROKER_LIMITS, ...options.limits };
    this.ids = clientIdsOf(session);
    this.orders = new RoutedOrders(this.ids);
    this.booking = bookingOf(charges, time);
    this.outlet = new AnswerOutlet(time, () => {
      this.caller.stop();
      this.reconciler.stop();
    });
    this.caller = new OrderCaller({
      ...{ call: orderCalls(rest), tokens, pace: orderPace(this.limits.pace, real) },
      ...{ instruments, real },
      referenceOf: (order) => {
        const tick = this.ticks.get(order.token);
        return tick === undefined ? undefined : referenceOf(order.side, tick);
      },
      done: (routed, sent, outcome) => this.answered(routed, sent, outcome),
      failed: (error) => this.outlet.fail(error),
    });
    this.reconciler = new Reconciler({
      ...{ orders: this.orders, reader, tokens, booking: this.booking, limits: this.limits },
      ...{ isOurs: (remarks) => this.ids.isOurs(remarks), time, real, log },
      seen: (books) => this.learn(books),
      differs: (difference) => this.settle(difference),
    });
    const { orders, outlet, caller, reconciler } = this;
    this.notGoneOut = new NotGoneOut(orders, caller, outlet);
    this.goingOn = new GoingOn({ orders, outlet, reconciler, real, tries: this.limits.goOnTries });
  }

  /** Answers and notices, of the session's time. One subscription; its end ends all, calls under way included. */
  get input$(): Observable<Said> {
    return this.outlet.input$;
  }

  /** This broker as the belt has it: `heard$` are its answers as they come out of the line. */
  onBelt(heard$: Observable<BrokerAnswer>): Broker {
    return {
      answer$: heard$.pipe(map((answer) => this.delivered(answer))),
      send: (sent) => this.send(sent),
      show: (tick) => this.ticks.set(tick.token, tick), // what an order at market is protected by
      keepBack: (meant, why) => this.notGoneOut.keptBack(meant, why),
      recall: (sent) => this.goingOn.recall(sent),
      reconcile: (open) => this.goingOn.reconcile(open),
    };
  }

  private delivered(answer: BrokerAnswer): BrokerAnswer {
    this.orders.of(answer.orderId)?.delivered(answer.change);
    return answer;
  }

  private send(sent: Sent): void {
    const routed = this.orders.noted(sent, this.options.real.now());
    if (routed.isOver) return; // the belt has not heard yet
    if (this.caller.hasStopped) this.outlet.tell(routed, [REFUSED[sent.kind]], ENDED_TEXT, sent.seq);
    else if (sent.kind !== 'CancelSent' || this.notGoneOut.cancelled(routed)) this.caller.call(routed, sent);
  }

  /** A report of the feed, each once and in the order of its order's life as far as they came. */
  hear(report: OrderReport): void {
    const routed = this.orders.matching(report);
    if (routed === undefined) {
      this.strangers.add(report.number);
      this.orders.hold(report);
      return;
    }
    if (routed.number === undefined) this.bind(routed, report.number);
    this.apply(routed, report);
  }

  /** A connection is there: updates may have been missed. */
  connected(): void {
    this.reconciler.request(0);
  }

  /** What waits does not go out any more, and neither does what is still sent; both are told so. */
  leave(): void {
    this.notGoneOut.ended();
  }

  /** Nothing more is told. */
  end(): void {
    this.leave();
    this.outlet.complete();
  }

  /** Reads the broker's books now; resolves with how many orders were another here than there. */
  reconcile(): Promise<number> {
    return this.reconciler.run();
  }

  /** Whether an answer is due of any order. */
  get isAwaiting(): boolean {
    return this.orders.all().some((routed) => routed.isAwaited || routed.isCalling);
  }

  private answered(routed: RoutedOrder, sent: Sent, outcome: CallOutcome): void {
    this.touch(routed);
    switch (outcome.kind) {
      case 'Taken':
        if (outcome.number !== undefined) this.bind(routed, outcome.number);
        if (sent.kind === 'OrderSent' && !routed.isOver)
          this.outlet.tell(routed, [{ kind: 'Accepted' }], undefined);
        break;
      case 'Refused':
        // a report with our mark knows better than the call
        if (sent.kind !== 'OrderSent' || routed.number === undefined)
          this.outlet.tell(routed, [REFUSED[sent.kind]], outcome.reason);
        break;
      case 'Unanswered':
        if (sent.kind === 'OrderSent' && routed.number !== undefined) break; // a report has told of it
        this.outlet.tell(routed, [{ kind: 'Lost' }], `${outcome.reason}; ${LOST_TEXT}`, sent.seq);
        this.reconciler.request(this.limits.againMs);
        break;
    }
    if (routed.isAwaited) this.reconciler.request(this.limits.awaitMs);
    else if (!routed.isOver) this.reconciler.request(this.limits.everyMs);
  }

  private bind(routed: RoutedOrder, number: string): void {
    this.strangers.delete(number);
    for (const report of this.orders.bind(routed, number)) this.apply(routed, report);
    this.caller.call(routed);
  }

  private apply(routed: RoutedOrder, report: OrderReport): void {
    this.touch(routed);
    this.outlet.tell(routed, changesOfReport(routed.life, report, this.booking), report.reason);
    // an execution that was not told is in the trade book, the terms of an order that has ended in the order book
    const isBehind = report.filled > routed.order.filled || (isFinalStatus(report.status) && !routed.isOver);
    if (isBehind) this.reconciler.request(0);
    else if (!routed.isOver) this.reconciler.request(this.limits.everyMs);
  }

  /** The numbers of orders that are ours, by the broker's books. */
  private learn({ orders }: BrokerBooks): void {
    for (const routed of this.orders.all()) {
      if (routed.number !== undefined || !routed.hasLeft) continue;
      const row = rowOf(routed, orders);
      if (row !== undefined) this.bind(routed, row.number);
    }
  }

  private settle({ kind, orderId, row, changes, reason, detail }: Difference): void {
    if (kind === 'UnknownHere' && row !== undefined && !this.ids.isOurs(row.remarks)) {
      if (this.strangers.has(row.number)) return; // its reports are on the tape
    }
    const routed = orderId === undefined ? undefined : this.orders.of(orderId);
    this.options.log.warn({ difference: kind, number: row?.number }, `reconciled: ${detail}`);
    this.outlet.notice({
      event: 'Reconciled',
      token: routed?.order.token ?? row?.token,
      detail: `${kind}: ${detail}`,
      ...(row === undefined ? {} : { order: row }),
    });
    if (routed !== undefined) this.outlet.tell(routed, changes, reason);
  }

  private touch(routed: RoutedOrder): void {
    routed.touchedAt = this.options.real.now();
  }
}

const LOST_TEXT = 'whether it was carried out is looked up in the order book';
const ENDED_TEXT = 'the session has ended';
