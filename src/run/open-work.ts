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

/** Folds the entries of a session into what is open. */
export class OpenWork {
  private readonly orders = new Map<OrderId, Order>();
  private readonly held = new Map<string, Held>();

  take(entry: Entry): void {
    if (entry.kind === 'OrderSent') {
      this.orders.set(entry.order.id, entry.order);
    } else if (entry.kind === 'OrderUpdate') {
      const { order, fill, strategy, token } = entry;
      if (isFinal(order.state)) this.orders.delete(order.id);
      else if (this.orders.has(order.id)) this.orders.set(order.id, order);
      if (fill !== undefined) this.hold({ strategy, token, quantity: signedQuantityOf(fill) });
    }
  }

  get standing(): Standing {
    return { orders: [...this.orders.values()], positions: [...this.held.values()] };
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
