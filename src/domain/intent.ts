import type { Price, Quantity } from './money.js';
import type { OrderId, OrderTerms, OrderType, Product, Validity } from './order.js';

export type Side = 'BUY' | 'SELL';

/** What a strategy would like done for its token. Wishing is all it can do. */
export type Intent = SubmitIntent | ModifyIntent | CancelIntent;

export interface SubmitIntent {
  readonly kind: 'Submit';
  readonly side: Side;
  readonly quantity: Quantity;
  readonly type: OrderType;
  /** Undefined for a market order and a stop. */
  readonly limit: Price | undefined;
  /** Of a stop; undefined for other types. */
  readonly trigger: Price | undefined;
  readonly validity: Validity;
  /** Undefined for the pipeline's. */
  readonly product: Product | undefined;
  /** Units shown at a time; undefined shows all. */
  readonly disclosed: Quantity | undefined;
  /** A mark of the strategy's own, by which it finds the order again; nobody else reads it. */
  readonly tag?: string | undefined;
  /** Why, in the strategy's own words; kept with the decision. */
  readonly reason: string | undefined;
}

/** Other terms for an open order; what is undefined stays. */
export interface ModifyIntent {
  readonly kind: 'Modify';
  readonly orderId: OrderId;
  readonly change: Partial<OrderTerms>;
  readonly reason: string | undefined;
}

export interface CancelIntent {
  readonly kind: 'Cancel';
  readonly orderId: OrderId;
  readonly reason: string | undefined;
}

/** The shared constant for "nothing to do". */
export const NO_INTENTS: readonly Intent[] = [];

/** Trades at once at whatever price the other side asks. */
export const market = (side: Side, quantity: number, reason?: string): SubmitIntent =>
  submit('MARKET', side, quantity, undefined, undefined, reason);

/** Trades at `price` or better. */
export const limit = (side: Side, quantity: number, price: number, reason?: string): SubmitIntent =>
  submit('LIMIT', side, quantity, price, undefined, reason);

/** Sleeps until the last price reaches `trigger`, then trades as a market order. */
export const stop = (side: Side, quantity: number, trigger: number, reason?: string): SubmitIntent =>
  submit('STOP', side, quantity, undefined, trigger, reason);

/** Sleeps until the last price reaches `trigger`, then trades at `price` or better. */
export const stopLimit = (
  side: Side,
  quantity: number,
  trigger: number,
  price: number,
  reason?: string,
): SubmitIntent => submit('STOP_LIMIT', side, quantity, price, trigger, reason);

/** What does not trade at once is cancelled. */
export const immediateOrCancel = (intent: SubmitIntent): SubmitIntent => ({ ...intent, validity: 'IOC' });

export const asProduct = (product: Product, intent: SubmitIntent): SubmitIntent => ({ ...intent, product });

/** Marks the order that `intent` makes. */
export const tagged = (tag: string, intent: SubmitIntent): SubmitIntent => ({ ...intent, tag });

/** Shows the market `units` at a time. */
export const disclosing = (units: number, intent: SubmitIntent): SubmitIntent => ({
  ...intent,
  disclosed: units as Quantity,
});

/** Other terms for an open order. Another price or more units lose its place in the queue. */
export const modify = (
  orderId: OrderId,
  change: { readonly quantity?: number; readonly limit?: number; readonly trigger?: number },
  reason?: string,
): ModifyIntent => ({ kind: 'Modify', orderId, change: change as Partial<OrderTerms>, reason });

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

const submit = (
  type: OrderType,
  side: Side,
  quantity: number,
  price: number | undefined,
  trigger: number | undefined,
  reason: string | undefined,
): SubmitIntent => ({
  kind: 'Submit',
  side,
  quantity: quantity as Quantity,
  type,
  limit: price as Price | undefined,
  trigger: trigger as Price | undefined,
  validity: 'DAY',
  product: undefined,
  disclosed: undefined,
  reason,
});
