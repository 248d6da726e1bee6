import type { Price, Quantity } from './money.js';
import type { OrderId } from './order.js';

export type Side = 'BUY' | 'SELL';

/** What a strategy would like done for its token. Wishing is all it can do. */
export type Intent = SubmitIntent | CancelIntent;

export interface SubmitIntent {
  readonly kind: 'Submit';
  readonly side: Side;
  readonly quantity: Quantity;
  readonly type: 'MARKET' | 'LIMIT';
  /** Undefined for a market order. */
  readonly limit: Price | undefined;
  readonly validity: 'DAY';
  /** Why, in the strategy's own words; kept with the decision. */
  readonly reason: string | undefined;
}

export interface CancelIntent {
  readonly kind: 'Cancel';
  readonly orderId: OrderId;
  readonly reason: string | undefined;
}

/** The shared constant for "nothing to do". */
export const NO_INTENTS: readonly Intent[] = [];

export const market = (side: Side, quantity: number, reason?: string): SubmitIntent => ({
  kind: 'Submit',
  side,
  quantity: quantity as Quantity,
  type: 'MARKET',
  limit: undefined,
  validity: 'DAY',
  reason,
});

export const limit = (side: Side, quantity: number, price: number, reason?: string): SubmitIntent => ({
  kind: 'Submit',
  side,
  quantity: quantity as Quantity,
  type: 'LIMIT',
  limit: price as Price,
  validity: 'DAY',
  reason,
});

export const cancel = (orderId: OrderId, reason?: string): CancelIntent => ({
  kind: 'Cancel',
  orderId,
  reason,
});

/** The market order that takes a position from `from` to `to` units; none when it is there already. */
export const toTarget = (from: number, to: number, reason?: string): readonly Intent[] =>
  from === to ? NO_INTENTS : [market(to > from ? 'BUY' : 'SELL', Math.abs(to - from), reason)];

/** +1 for a buy, −1 for a sell. */
export const signOf = (side: Side): 1 | -1 => (side === 'BUY' ? 1 : -1);
