import type { ChargeItems } from './charge-items.js';
import type { Side } from './intent.js';
import { signOf } from './intent.js';
import { type Money, type Price, type Quantity, valueOf } from './money.js';
import type { OrderId } from './order.js';
import type { EpochMs } from './time.js';
import type { Token } from './token.js';

/** One execution of an order. */
export interface Fill {
  /** The exchange's number of it. */
  readonly id: string;
  readonly orderId: OrderId;
  readonly strategy: string;
  readonly token: Token;
  readonly side: Side;
  readonly quantity: Quantity;
  readonly price: Price;
  /** When it was executed, on the world's clock. */
  readonly at: EpochMs;
  /** What the execution cost in fees and taxes, in all; never negative. */
  readonly charges: Money;
  /** The same by who takes it. */
  readonly items: ChargeItems;
  /** `seq` of the tick it traded against; undefined where a broker did not say. */
  readonly against: number | undefined;
}

/** Units gained (bought) or given (sold, negative). */
export const signedQuantityOf = (fill: Fill): number => signOf(fill.side) * fill.quantity;

/** What the fill did to the cash, charges included: negative for a buy. */
export const cashFlowOf = (fill: Fill, multiplier: number): Money =>
  (-valueOf(fill.price, signedQuantityOf(fill), multiplier) - fill.charges) as Money;
