import type { ChargeItems } from './charge-items.js';
import type { Price, Quantity } from './money.js';
import type { OrderTerms } from './order.js';
import type { EpochMs } from './time.js';

/** One execution as a broker tells it. */
export interface Execution {
  /** The exchange's number of it: told twice, it is booked once. */
  readonly id: string;
  readonly quantity: Quantity;
  readonly price: Price;
  /** When it was executed, on the world's clock. */
  readonly at: EpochMs;
  readonly charges: ChargeItems;
  /** `seq` of the tick it traded against; undefined where a broker did not say. */
  readonly against: number | undefined;
  /** Units of the order executed in all, this execution included; left out where a broker does not say. */
  readonly total?: number;
}

/** What of an order was executed in all, where a broker tells no single executions (its order book). */
export interface ExecutedTotal {
  readonly filled: number;
  readonly averagePrice: Price;
  /** When it was told, on the world's clock. */
  readonly at: EpochMs;
  /** Of what is new in it. */
  readonly charges: ChargeItems;
}

/** One thing that happened to an order: what moves it through its life. */
export type OrderChange =
  /** The exchange has it. */
  | { readonly kind: 'Accepted' }
  /** A stop sleeps until its trigger. */
  | { readonly kind: 'TriggerPending' }
  /** A stop has woken. */
  | { readonly kind: 'Triggered' }
  /** It rests in the book. */
  | { readonly kind: 'Opened' }
  | { readonly kind: 'Filled'; readonly execution: Execution }
  /** So much has been executed in all: more than is known is an execution, less is old. */
  | { readonly kind: 'FilledTo'; readonly total: ExecutedTotal }
  /** Other terms were asked for; nobody has answered yet. */
  | { readonly kind: 'ModifyAsked'; readonly terms: OrderTerms }
  | { readonly kind: 'Modified'; readonly terms: OrderTerms }
  | { readonly kind: 'ModifyRejected' }
  /** Its end was asked for; nobody has answered yet. */
  | { readonly kind: 'CancelAsked' }
  | { readonly kind: 'CancelRejected' }
  /** Our own risk said no to other terms or to its end; it stays as it was. */
  | { readonly kind: 'AskRefused' }
  | { readonly kind: 'Cancelled' }
  | { readonly kind: 'Expired' }
  /** The exchange, the broker or the way there said no. */
  | { readonly kind: 'Rejected' }
  /** Our own risk said no to the order. */
  | { readonly kind: 'Refused' }
  /** Nobody knows what became of it, until the broker's books tell. */
  | { readonly kind: 'Lost' };
