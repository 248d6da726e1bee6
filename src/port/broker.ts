import type { Observable, SchedulerLike } from 'rxjs';
import type { CancelSent, ModifySent, OrderSent } from '../domain/entry.js';
import type { OrderChange } from '../domain/order-change.js';
import type { OrderId } from '../domain/order.js';
import type { Tick } from '../domain/tick.js';
import type { Token } from '../domain/token.js';

/** What a broker says of an order, before it is held against the order's life. */
export interface BrokerAnswer {
  readonly kind: 'BrokerAnswer';
  /** `seq` of the entry that sent, modified, cancelled or refused the order. */
  readonly cause: number;
  readonly token: Token;
  readonly strategy: string;
  readonly orderId: OrderId;
  readonly change: OrderChange;
  /** Why, where it is a no. */
  readonly reason: string | undefined;
}

/** What a broker is sent. */
export type Sent = OrderSent | ModifySent | CancelSent;

/** Where orders go. What it is sent holds an order that risk has approved; it takes nothing else. */
export interface Broker {
  /** Answers in the order in which they were given. The world's clock delivers them, never a call of `send`. */
  readonly answer$: Observable<BrokerAnswer>;
  /** Places, modifies or cancels the order in `sent`, which is the cause of every answer. */
  send(sent: Sent): void;
  /** Shows every tick of the belt; a simulated exchange trades on it, a real one needs it not. */
  show(tick: Tick): void;
}

/** The broker of a world with that clock. What one out there answers is an input, and comes back as `heard$`. */
export type BrokerOf = (clock: SchedulerLike, heard$: Observable<BrokerAnswer>) => Broker;
