import type { Observable, SchedulerLike } from 'rxjs';
import type { CancelSent, ModifySent, OrderSent } from '../domain/entry.js';
import type { OrderChange } from '../domain/order-change.js';
import type { Order, OrderId } from '../domain/order.js';
import type { Tick } from '../domain/tick.js';
import type { Token } from '../domain/token.js';
import type { Notice } from './feed.js';

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
  /**
   * Of a broker out there, where orders may wait before they go out: new orders of those that are `meant`, and other
   * terms for one, do not any more, but for what can only bring nearer to zero what its strategy holds. Each is
   * answered as rejected, with `why`.
   */
  readonly keepBack?: (meant: (order: Order) => boolean, why: string) => void;
  /** Of a broker out there, in a session that goes on: what was sent in its past, of which nothing goes out now. */
  readonly recall?: (sent: Sent) => void;
  /**
   * Of a broker out there, in a session that goes on after it was cut off: called once, when the past has been gone
   * through, in which nothing was sent. It holds `orders` against its own books and says what became of each
   * meanwhile, each difference as a notice before the answers that follow from it; before that nothing is sent. A
   * broker without it is part of what is repeated.
   */
  readonly reconcile?: (orders: readonly OpenOrder[]) => Promise<readonly (BrokerAnswer | Notice)[]>;
}

/** An order that has not ended, as a session knows it that was cut off. */
export interface OpenOrder {
  readonly order: Order;
  /** `seq` of the entry that sent it, for the answers. */
  readonly cause: number;
  /**
   * What was decided of it and is not in the journal: it never went out, but for a cancellation, which goes out
   * before it is written down. What was journaled may not have gone out either, where the process ended between the
   * two. Only the books know.
   */
  readonly neverSent: readonly Sent[];
}

/** The broker of a world with that clock. What one out there answers is an input, and comes back as `heard$`. */
export type BrokerOf = (clock: SchedulerLike, heard$: Observable<BrokerAnswer>) => Broker;
