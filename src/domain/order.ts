import type { Side } from './intent.js';
import { signOf } from './intent.js';
import { inRupees, type Money, type Price, type Quantity } from './money.js';
import type { EpochMs } from './time.js';
import type { Token } from './token.js';

/** `momentum:NSE|22:3`: the third order of that strategy on that token. A replay repeats it. */
export type OrderId = string & { readonly OrderId: unique symbol };

export const orderIdOf = (strategy: string, token: Token, number: number): OrderId =>
  `${strategy}:${token}:${number}` as OrderId;

/** `momentum:NSE|22:close1`: the first order that was made to close that strategy's position on that token. */
export const closingIdOf = (strategy: string, token: Token, number: number): OrderId =>
  `${strategy}:${token}:close${number}` as OrderId;

/** A stop becomes a market order, a stop limit a limit order, when the last price reaches its trigger. */
export type OrderType = 'MARKET' | 'LIMIT' | 'STOP' | 'STOP_LIMIT';

/** `DAY` rests until it trades or the day is over; of an `IOC` what does not trade at once is cancelled. */
export type Validity = 'DAY' | 'IOC';

/** `INTRADAY` is squared off on its day, `DELIVERY` takes or gives shares, `CARRY_FORWARD` holds derivatives overnight. */
export type Product = 'INTRADAY' | 'DELIVERY' | 'CARRY_FORWARD';

/**
 * Where an order is in its life:
 *
 * ```
 * InFlight → Accepted → TriggerPending → Open → PartiallyFilled → Filled | Cancelled | Rejected | Expired
 * ```
 *
 * `CancelInFlight` and `ModifyInFlight` stand beside the resting states until the exchange has answered;
 * `Unknown` is an order whose fate the broker has not told (a call that timed out, a lost connection). The
 * last ones are final; `Refused` is our own risk's no, `Rejected` the exchange's.
 */
export type OrderState = LiveOrderState | FinalOrderState;

export type LiveOrderState =
  | 'InFlight'
  | 'Accepted'
  | 'TriggerPending'
  | 'Open'
  | 'PartiallyFilled'
  | 'CancelInFlight'
  | 'ModifyInFlight'
  | 'Unknown';

export type FinalOrderState = 'Filled' | 'Cancelled' | 'Expired' | 'Rejected' | 'Refused';

/** What of an order can be modified while it lives. */
export interface OrderTerms {
  /** The whole quantity, executed units included. */
  readonly quantity: Quantity;
  /** Undefined where it trades at any price. */
  readonly limit: Price | undefined;
  /** Last price at which a stop wakes; undefined for other types. */
  readonly trigger: Price | undefined;
}

/** An intent to trade, from the moment it was decided to its end. */
export interface Order extends OrderTerms {
  readonly id: OrderId;
  readonly strategy: string;
  readonly token: Token;
  readonly side: Side;
  readonly type: OrderType;
  readonly validity: Validity;
  readonly product: Product;
  /** Units shown to the market at a time; undefined shows all. */
  readonly disclosed: Quantity | undefined;
  readonly state: OrderState;
  /** Whether a stop has woken; true from the start for other types. */
  readonly isTriggered: boolean;
  /** Units executed so far. */
  readonly filled: number;
  /** What they were worth: the sum of price × units. */
  readonly filledValue: Money;
  /** Other terms that were asked for while nobody has answered; undefined where none are. */
  readonly asked: OrderTerms | undefined;
  /** The strategy's own mark. */
  readonly tag?: string | undefined;
  readonly decidedAt: EpochMs;
}

const FINAL: ReadonlySet<OrderState> = new Set<FinalOrderState>([
  'Filled',
  'Cancelled',
  'Expired',
  'Rejected',
  'Refused',
]);

export const isFinal = (state: OrderState): boolean => FINAL.has(state);

/** It sleeps until its trigger. Stays true when it has woken. */
export const isStop = ({ type }: Pick<Order, 'type'>): boolean => type === 'STOP' || type === 'STOP_LIMIT';

/** The order while a modification is under way, which may end with the terms that it has or with `terms`. */
export const withAsked = (order: Order, terms: OrderTerms): Order => ({ ...order, asked: termsOf(terms) });

/** Units that may still be executed: of an order whose modification is under way by the larger of both quantities. */
export const openUnitsOf = ({ state, quantity, filled, asked }: Order): number =>
  isFinal(state) ? 0 : Math.max(quantity, asked?.quantity ?? 0) - filled;

/** Units that will never be executed, since the order has ended. */
export const cancelledUnitsOf = ({ state, quantity, filled }: Order): number =>
  isFinal(state) ? quantity - filled : 0;

/** Units that may still be executed, positive for a buy, negative for a sell. */
export const leavesOf = (order: Order): number => signOf(order.side) * openUnitsOf(order);

/** Average price of what was executed in rupees; undefined before the first execution. */
export const filledPriceOf = ({ filled, filledValue }: Order): number | undefined =>
  filled === 0 ? undefined : inRupees(filledValue) / filled;

export const termsOf = ({ quantity, limit, trigger }: OrderTerms): OrderTerms => ({
  quantity,
  limit,
  trigger,
});

/** The order in `state`; with more executed where `filled` and `filledValue` say so. */
export const withState = (
  order: Order,
  state: OrderState,
  filled: number = order.filled,
  filledValue: Money = order.filledValue,
): Order => ({
  id: order.id,
  strategy: order.strategy,
  token: order.token,
  side: order.side,
  quantity: order.quantity,
  type: order.type,
  limit: order.limit,
  trigger: order.trigger,
  validity: order.validity,
  product: order.product,
  disclosed: order.disclosed,
  state,
  isTriggered: order.isTriggered,
  filled,
  filledValue,
  asked: order.asked,
  tag: order.tag,
  decidedAt: order.decidedAt,
});
