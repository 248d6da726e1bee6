import type { Observable } from 'rxjs';
import type { CancelSent, OrderSent, Unstamped } from '../domain/entry.js';
import type { OrderUpdate } from '../domain/event.js';
import type { Tick } from '../domain/tick.js';

/** What a broker says of an order, before the belt numbers it. */
export type BrokerAnswer = Unstamped<OrderUpdate>;

/** Where orders go. What it is sent holds an order that risk has approved; it takes nothing else. */
export interface Broker {
  /** Answers in the order in which they were given. The world's clock delivers them, never a call of `send`. */
  readonly answer$: Observable<BrokerAnswer>;
  /** Places or cancels the order in `sent`, which is the cause of every answer. */
  send(sent: OrderSent | CancelSent): void;
  /** Shows every tick of the belt; a simulated exchange trades on it, a real one needs it not. */
  show(tick: Tick): void;
}
