import { leavesOf, type Order, withAsked } from './order.js';
import type { Exposure, Margin, MarginModel, Market } from './margin.js';
import { minus, type Money, NO_MONEY, plus, type Price } from './money.js';
import type { TokenAccount } from './token-account.js';

/** What the positions and open orders of an account bind. */
export interface MarginNeed {
  /** Of the positions alone. */
  readonly held: Margin;
  /** How much of equity is bound, open orders counted as if filled wherever that binds more. */
  readonly bound: Money;
}

interface Group {
  readonly held: Exposure[];
  readonly buys: Exposure[];
  readonly sells: Exposure[];
}

/**
 * What `tokens` bind by `model`, with `extra` among the open orders. Of every group it is the most of four ways
 * in which the open orders can go: none, the buys, the sells or all of them are filled; an order that only
 * reduces releases nothing before it is filled. O(tokens with a position or an order).
 */
export const marginNeed = (
  model: MarginModel,
  tokens: Iterable<TokenAccount>,
  extra: Order | undefined,
  market: Market,
): MarginNeed => {
  const groups = new Map<string, Group>();
  for (const token of tokens) collect(model, token, extra, groups);
  let required = NO_MONEY;
  let owed = NO_MONEY;
  let bound = NO_MONEY;
  for (const { held, buys, sells } of groups.values()) {
    const positions = model.of(held, market);
    required = plus(required, positions.required);
    owed = plus(owed, positions.owed);
    let most = boundBy(positions);
    if (buys.length > 0) most = greater(most, boundBy(model.of([...held, ...buys], market)));
    if (sells.length > 0) most = greater(most, boundBy(model.of([...held, ...sells], market)));
    if (buys.length > 0 && sells.length > 0)
      most = greater(most, boundBy(model.of([...held, ...buys, ...sells], market)));
    bound = plus(bound, most);
  }
  return { held: { required, owed }, bound };
};

/** How much of equity a margin binds: what was received for options and is owed is not in equity. */
export const boundBy = ({ required, owed }: Margin): Money => minus(required, owed);

const collect = (
  model: MarginModel,
  token: TokenAccount,
  extra: Order | undefined,
  groups: Map<string, Group>,
): void => {
  const { instrument, last, orders } = token;
  const { quantity } = token.position;
  const own = extra?.token === instrument.token ? extra : undefined;
  if (quantity === 0 && orders.length === 0 && own === undefined) return;
  const key = model.groupOf(instrument);
  let group = groups.get(key);
  if (group === undefined) {
    group = { held: [], buys: [], sells: [] };
    groups.set(key, group);
  }
  if (last !== undefined)
    for (const [product, units] of token.unitsByProduct)
      group.held.push({ instrument, quantity: units, product, price: last, last });
  for (const order of own === undefined ? orders : [...without(orders, own), withOther(own, orders)]) {
    const price = priceOf(order, last);
    if (price === undefined) continue;
    const exposure = { instrument, quantity: leavesOf(order), product: order.product, price, last };
    (order.side === 'BUY' ? group.buys : group.sells).push(exposure);
  }
};

const without = (orders: readonly Order[], { id }: Order): readonly Order[] =>
  orders.filter((order) => order.id !== id);

/** Other terms for an open order count with those that it has: the worse of both. */
const withOther = (own: Order, orders: readonly Order[]): Order => {
  const open = orders.find(({ id }) => id === own.id);
  return open === undefined ? own : withAsked(open, own);
};

/** The highest price at which it may trade, other terms that are under way included; undefined for an unknown one. */
const priceOf = (order: Order, last: Price | undefined): Price | undefined => {
  const prices = [order, ...(order.asked === undefined ? [] : [order.asked])]
    .map((terms) => priceBy(order.side, terms, last))
    .filter((price) => price !== undefined);
  return prices.length === 0 ? undefined : (Math.max(...prices) as Price);
};

/** A purchase trades at its limit at most; a sale at the last price though its limit is lower, a stop no earlier. */
const priceBy = (
  side: Order['side'],
  { limit, trigger }: Pick<Order, 'limit' | 'trigger'>,
  last: Price | undefined,
): Price | undefined => {
  if (side === 'BUY' && limit !== undefined) return limit;
  const named = limit ?? trigger;
  if (named === undefined || last === undefined) return named ?? last;
  return Math.max(named, last) as Price;
};

const greater = (a: Money, b: Money): Money => (a > b ? a : b);
