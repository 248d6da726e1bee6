import { cashFlowOf, type Fill } from './fill.js';
import { Holding } from './holding.js';
import type { Instrument } from './instrument.js';
import { type Money, NO_MONEY, plus, type Price } from './money.js';
import { isFinal, type Order, type OrderId } from './order.js';
import { FLAT, type Position } from './position.js';
import { sessionDayOf, startOfSession } from './session.js';
import type { Tick } from './tick.js';
import { DAY_MS, type EpochMs } from './time.js';
import type { Token } from './token.js';

/** The account as a risk rule sees it. */
export interface Account {
  readonly capital: Money;
  /** Capital plus every cash flow so far, charges included. */
  readonly cash: Money;
  /** Profit of what has been closed, before charges. */
  readonly realised: Money;
  readonly charges: Money;
  /** Cash plus what all positions are worth at their last prices. */
  readonly equity: Money;
  /** Equity when the current session (IST date) began. */
  readonly equityAtSessionStart: Money;
  instrumentOf(token: Token): Instrument | undefined;
  /** Net position of a token over all strategies. */
  positionOf(token: Token): Position;
  lastOf(token: Token): Price | undefined;
  /** Orders of a token that are not final, in flight included. */
  openOrdersOf(token: Token): readonly Order[];
  /** Times of the orders approved within the second before now, oldest first. */
  recentOrders(now: EpochMs): readonly EpochMs[];
}

const NO_ORDERS: readonly Order[] = [];
const RECENT_MS = 1_000;

/**
 * The account that `govern` folds. It updates itself in place, since one fold owns it and every number
 * leaves by value; the order of its updates is the order of the belt, so a replay repeats it.
 */
export class AccountFold implements Account {
  cash: Money;
  realised: Money = NO_MONEY;
  charges: Money = NO_MONEY;
  equity: Money;
  equityAtSessionStart: Money;
  private sessionEndsAt = -Infinity;
  private readonly holdings = new Map<Token, Holding>();
  private readonly openOrders = new Map<Token, readonly Order[]>();
  private approvals: EpochMs[] = [];

  constructor(
    readonly capital: Money,
    private readonly instruments: ReadonlyMap<Token, Instrument>,
  ) {
    this.cash = capital;
    this.equity = capital;
    this.equityAtSessionStart = capital;
    for (const [token, instrument] of instruments)
      this.holdings.set(token, new Holding(instrument.multiplier));
  }

  instrumentOf(token: Token): Instrument | undefined {
    return this.instruments.get(token);
  }

  positionOf(token: Token): Position {
    return this.holdings.get(token)?.position ?? FLAT;
  }

  lastOf(token: Token): Price | undefined {
    return this.holdings.get(token)?.last;
  }

  openOrdersOf(token: Token): readonly Order[] {
    return this.openOrders.get(token) ?? NO_ORDERS;
  }

  recentOrders(now: EpochMs): readonly EpochMs[] {
    const from = this.approvals.findIndex((at) => at > now - RECENT_MS);
    this.approvals = from === -1 ? [] : this.approvals.slice(from);
    return this.approvals;
  }

  /** Marks the token's position at the tick's last price. O(1). */
  mark(tick: Tick): void {
    if (tick.at >= this.sessionEndsAt) this.beginSession(tick.at);
    const holding = this.holdings.get(tick.token);
    if (holding !== undefined) this.equity = plus(this.equity, holding.mark(tick.last));
  }

  /** An order passed the rules; it counts as open from now on. */
  noteApproved(order: Order, at: EpochMs): void {
    this.approvals.push(at);
    this.openOrders.set(order.token, [...this.openOrdersOf(order.token), order]);
  }

  /** The exchange (or our risk) said what became of an order. */
  noteUpdate(order: Order, fill: Fill | undefined): void {
    if (fill !== undefined) this.book(fill);
    const open = this.openOrdersOf(order.token);
    this.openOrders.set(
      order.token,
      isFinal(order.state)
        ? without(open, order.id)
        : open.map((before) => (before.id === order.id ? order : before)),
    );
  }

  private book(fill: Fill): void {
    const holding = this.holdings.get(fill.token);
    if (holding === undefined) return;
    const [realised, revalued] = holding.fill(fill);
    const flow = cashFlowOf(fill, holding.multiplier);
    this.cash = plus(this.cash, flow);
    this.realised = plus(this.realised, realised);
    this.charges = plus(this.charges, fill.charges);
    this.equity = plus(this.equity, plus(flow, revalued));
  }

  private beginSession(at: EpochMs): void {
    this.sessionEndsAt = startOfSession(sessionDayOf(at)) + DAY_MS;
    this.equityAtSessionStart = this.equity;
  }
}

const without = (orders: readonly Order[], id: OrderId): readonly Order[] => {
  const left = orders.filter((order) => order.id !== id);
  return left.length === 0 ? NO_ORDERS : left;
};
