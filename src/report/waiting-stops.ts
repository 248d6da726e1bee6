import { isFinal, type Order, type OrderId } from '../domain/order.js';
import type { Token } from '../domain/token.js';

/** The stop orders that wait, on the terms that they have now, in the order in which they were sent. */
export class WaitingStops {
  private readonly orders = new Map<OrderId, Order>();

  /** A stop order. */
  sent(order: Order): void {
    this.orders.set(order.id, order);
  }

  /** What became of an order. */
  changed(order: Order): void {
    if (!this.orders.has(order.id)) return;
    if (isFinal(order.state)) this.orders.delete(order.id);
    else this.orders.set(order.id, order);
  }

  /** Those of one strategy in one token. */
  of(strategy: string, token: Token): readonly Order[] {
    return [...this.orders.values()].filter((order) => order.strategy === strategy && order.token === token);
  }
}
