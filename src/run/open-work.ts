import type { Entry } from '../domain/entry.js';
import { signedQuantityOf } from '../domain/fill.js';
import { isFinal, type Order, type OrderId } from '../domain/order.js';
import type { Token } from '../domain/token.js';

/** What a session leaves open. */
export interface Standing {
  /** Orders that were sent and have not ended, oldest first. */
  readonly orders: readonly Order[];
  /** What each strategy holds of each token, where that is something. */
  readonly positions: readonly Held[];
}

export interface Held {
  readonly strategy: string;
  readonly token: Token;
  /** Units, negative when short. */
  readonly quantity: number;
}

export interface SentOrder {
  readonly order: Order;
  /** `seq` of the entry that sent it. */
  readonly cause: number;
}

/** Folds the entries of a session into what is open. */
export class OpenWork {
  private readonly orders = new Map<OrderId, SentOrder>();
  private readonly held = new Map<string, Held>();

  take(entry: Entry): void {
    if (entry.kind === 'OrderSent') {
      this.orders.set(entry.order.id, { order: entry.order, cause: entry.seq });
    } else if (entry.kind === 'OrderUpdate') {
      const { order, fill, strategy, token } = entry;
      const sent = this.orders.get(order.id);
      if (isFinal(order.state)) this.orders.delete(order.id);
      else if (sent !== undefined) this.orders.set(order.id, { ...sent, order });
      if (fill !== undefined) this.hold({ strategy, token, quantity: signedQuantityOf(fill) });
    }
  }

  get standing(): Standing {
    return { orders: this.sent.map(({ order }) => order), positions: [...this.held.values()] };
  }

  /** The orders of {@link standing}, and what sent them. */
  get sent(): readonly SentOrder[] {
    return [...this.orders.values()];
  }

  get hasOrders(): boolean {
    return this.orders.size > 0;
  }

  get hasPositions(): boolean {
    return this.held.size > 0;
  }

  private hold(change: Held): void {
    const key = `${change.strategy} ${change.token}`;
    const quantity = (this.held.get(key)?.quantity ?? 0) + change.quantity;
    if (quantity === 0) this.held.delete(key);
    else this.held.set(key, { ...change, quantity });
  }
}
