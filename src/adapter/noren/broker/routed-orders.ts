import type { OrderReport } from '../../../domain/order-report.js';
import type { OrderId } from '../../../domain/order.js';
import type { Sent } from '../../../port/broker.js';
import type { ClientIds } from './client-id.js';
import { RoutedOrder } from './routed-order.js';

/** Reports of numbers that nobody knows yet are kept up to so many, while a placing is under way. */
const MOST_HELD = 1_000;

/** Our orders at the broker, found by our id, by our mark and by the broker's number. */
export class RoutedOrders {
  private readonly byId = new Map<OrderId, RoutedOrder>();
  private readonly byRemarks = new Map<string, RoutedOrder>();
  private readonly byNumber = new Map<string, RoutedOrder>();
  /** Reports without a mark that came before the answer to the call, which will name their number. */
  private held: OrderReport[] = [];

  constructor(private readonly ids: ClientIds) {}

  /** The order of `sent`, of which that is asked at `at`, real ms. */
  noted(sent: Sent, at: number): RoutedOrder {
    const routed = this.of(sent.order.id) ?? this.add(sent);
    routed.touchedAt = at;
    if (sent.kind !== 'OrderSent') routed.ask(sent);
    return routed;
  }

  of(id: OrderId): RoutedOrder | undefined {
    return this.byId.get(id);
  }

  all(): readonly RoutedOrder[] {
    return [...this.byId.values()];
  }

  /** The broker's number of `routed` has become known; returns the reports of it that have waited for that. */
  bind(routed: RoutedOrder, number: string): readonly OrderReport[] {
    routed.number ??= number;
    this.byNumber.set(number, routed);
    const own = this.held.filter((report) => report.number === number);
    if (own.length > 0) this.held = this.held.filter((report) => report.number !== number);
    if (!this.awaitsNumber()) this.held = [];
    return own;
  }

  /** The order of ours that `report` is of, by its mark or by its number; undefined for another's. */
  matching(report: Pick<OrderReport, 'number' | 'remarks'>): RoutedOrder | undefined {
    return this.byNumber.get(report.number) ?? this.byRemarks.get(report.remarks);
  }

  /** Keeps a report that may turn out to be of an order of ours. */
  hold(report: OrderReport): void {
    if (this.awaitsNumber() && this.held.length < MOST_HELD) this.held.push(report);
  }

  private add(sent: Sent): RoutedOrder {
    const routed = new RoutedOrder(sent, this.ids.of(sent.order.id));
    this.byId.set(sent.order.id, routed);
    this.byRemarks.set(routed.remarks, routed);
    return routed;
  }

  private awaitsNumber(): boolean {
    for (const { number, hasLeft, isOver } of this.byId.values())
      if (number === undefined && hasLeft && !isOver) return true;
    return false;
  }
}
