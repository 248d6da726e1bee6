import type { Charges } from './charges.js';
import { executionPrice } from './matching.js';
import type { OrderChange } from '../domain/order-change.js';
import { type Order, withState } from '../domain/order.js';
import { type SessionDay, sessionDayOf } from '../domain/session.js';
import type { Tick } from '../domain/tick.js';
import type { EpochMs } from '../domain/time.js';
import type { Token } from '../domain/token.js';

/** An order at the exchange. */
export interface Resting {
  readonly order: Order;
  readonly session: SessionDay;
  /** `seq` of the entry that sent it: the cause of what becomes of it. */
  readonly cause: number;
}

/** The orders at the exchange, oldest first within a token. A token without orders has no entry. */
export interface Exchange {
  readonly resting: ReadonlyMap<Token, readonly Resting[]>;
}

export const NO_ORDERS: Exchange = { resting: new Map() };

export type ExchangeInput =
  | { readonly kind: 'Placed'; readonly order: Order; readonly cause: number; readonly at: EpochMs }
  | {
      readonly kind: 'ModifyAsked' | 'CancelAsked';
      readonly order: Order;
      readonly cause: number;
      readonly at: EpochMs;
    }
  | Tick;

/** What became of an order. */
export interface Answer {
  /** As the exchange had it before. */
  readonly order: Order;
  readonly cause: number;
  readonly change: OrderChange;
  readonly reason: string | undefined;
}

const NO_ANSWERS: readonly Answer[] = [];

/**
 * The simulated exchange as a fold: orders placed and asked to be cancelled, and ticks, in the order of their
 * times. An order trades whole against the first tick that comes after it, by {@link executionPrice}; what is
 * not executed on the day of its placing expires with the first tick of a later session. O(1) for a tick of a
 * token without orders.
 */
export const exchangeStep =
  (charges: Charges) =>
  (exchange: Exchange, input: ExchangeInput): readonly [exchange: Exchange, answers: readonly Answer[]] => {
    switch (input.kind) {
      case 'Placed':
        return place(exchange, input.order, input.cause, input.at);
      case 'ModifyAsked':
        return modify(exchange, input.order, input.cause);
      case 'CancelAsked':
        return cancel(exchange, input.order, input.cause);
      case 'Tick': {
        const resting = exchange.resting.get(input.token);
        return resting === undefined ? [exchange, NO_ANSWERS] : trade(exchange, resting, input, charges);
      }
    }
  };

const place = (
  exchange: Exchange,
  order: Order,
  cause: number,
  at: EpochMs,
): readonly [Exchange, readonly Answer[]] => {
  const open = withState(order, 'Open');
  const resting = [...restingOf(exchange, order.token), { order: open, session: sessionDayOf(at), cause }];
  return [
    withResting(exchange, order.token, resting),
    [{ order: open, cause, change: { kind: 'Opened' }, reason: undefined }],
  ];
};

/** Other terms: the order keeps its place. */
const modify = (exchange: Exchange, asked: Order, cause: number): readonly [Exchange, readonly Answer[]] => {
  const resting = restingOf(exchange, asked.token);
  const found = resting.find(({ order }) => order.id === asked.id);
  if (found === undefined) return [exchange, NO_ANSWERS]; // it ended meanwhile, and its owner has been told
  const { quantity, limit, trigger } = asked;
  const order = { ...found.order, quantity, limit, trigger };
  return [
    withResting(
      exchange,
      asked.token,
      resting.map((one) => (one === found ? { ...one, order } : one)),
    ),
    [{ order, cause, change: { kind: 'Modified', terms: { quantity, limit, trigger } }, reason: undefined }],
  ];
};

const cancel = (exchange: Exchange, asked: Order, cause: number): readonly [Exchange, readonly Answer[]] => {
  const resting = restingOf(exchange, asked.token);
  const found = resting.find(({ order }) => order.id === asked.id);
  if (found === undefined) return [exchange, NO_ANSWERS]; // it ended meanwhile, and its owner has been told
  const left = resting.filter((other) => other !== found);
  return [
    withResting(exchange, asked.token, left),
    [{ order: found.order, cause, change: { kind: 'Cancelled' }, reason: undefined }],
  ];
};

const trade = (
  exchange: Exchange,
  resting: readonly Resting[],
  tick: Tick,
  charges: Charges,
): readonly [Exchange, readonly Answer[]] => {
  const today = sessionDayOf(tick.at);
  const answers: Answer[] = [];
  const left: Resting[] = [];
  for (const one of resting) {
    const { order, cause } = one;
    const price = one.session === today ? executionPrice(order, tick) : undefined;
    if (one.session !== today) {
      answers.push({
        order,
        cause,
        change: { kind: 'Expired' },
        reason: 'the day of its validity is over',
      });
    } else if (price === undefined) {
      left.push(one);
    } else {
      const traded = {
        id: `${order.id}/1`,
        quantity: order.quantity,
        price,
        at: tick.at,
        against: tick.seq,
      };
      const execution = { ...traded, charges: charges.of(traded, order) };
      answers.push({ order, cause, change: { kind: 'Filled', execution }, reason: undefined });
    }
  }
  return answers.length === 0 ? [exchange, NO_ANSWERS] : [withResting(exchange, tick.token, left), answers];
};

const restingOf = (exchange: Exchange, token: Token): readonly Resting[] => exchange.resting.get(token) ?? [];

const withResting = (exchange: Exchange, token: Token, resting: readonly Resting[]): Exchange => {
  const next = new Map(exchange.resting);
  if (resting.length === 0) next.delete(token);
  else next.set(token, resting);
  return { resting: next };
};
