import type { Side } from './intent.js';
import { signOf } from './intent.js';
import type { Price, Quantity } from './money.js';
import type { EpochMs } from './time.js';
import type { Token } from './token.js';

/** `momentum:NSE|22:3`: the third order of that strategy on that token. A replay repeats it. */
export type OrderId = string & { readonly OrderId: unique symbol };

export const orderIdOf = (strategy: string, token: Token, number: number): OrderId =>
  `${strategy}:${token}:${number}` as OrderId;

/**
 * `InFlight` until the exchange has answered; `Open` rests at the exchange; the others are final.
 * `Refused` is our own risk's no, `Rejected` the exchange's.
 */
export type OrderState = 'InFlight' | 'Open' | 'Filled' | 'Cancelled' | 'Expired' | 'Rejected' | 'Refused';

/** An intent to trade, from the moment it was decided to its end. */
export interface Order {
  readonly id: OrderId;
  readonly strategy: string;
  readonly token: Token;
  readonly side: Side;
  readonly quantity: Quantity;
  readonly type: 'MARKET' | 'LIMIT';
  readonly limit: Price | undefined;
  readonly validity: 'DAY';
  readonly state: OrderState;
  /** Units executed so far. */
  readonly filled: number;
  readonly decidedAt: EpochMs;
}

export const isFinal = (state: OrderState): boolean => state !== 'InFlight' && state !== 'Open';

/** Units still to be executed, positive for a buy, negative for a sell. */
export const leavesOf = (order: Order): number => signOf(order.side) * (order.quantity - order.filled);

export const withState = (order: Order, state: OrderState, filled: number = order.filled): Order => ({
  id: order.id,
  strategy: order.strategy,
  token: order.token,
  side: order.side,
  quantity: order.quantity,
  type: order.type,
  limit: order.limit,
  validity: order.validity,
  state,
  filled,
  decidedAt: order.decidedAt,
});
