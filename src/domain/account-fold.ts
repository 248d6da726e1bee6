import type { Account, Message } from './account.js';
import { type Fill, signedQuantityOf } from './fill.js';
import type { Instrument } from './instrument.js';
import type { Ledger } from './ledger.js';
import { LedgerFold } from './ledger-fold.js';
import { fullMargin, type MarginModel, type Market } from './margin.js';
import { boundBy, type MarginNeed, marginNeed } from './margin-need.js';
import { minus, type Money, NO_MONEY, plus, type Price } from './money.js';
import { isFinal, type Order, type Product, withAsked } from './order.js';
import { FLAT, type Position } from './position.js';
import { RecentMessages } from './recent-messages.js';
import { sessionDayOf, startOfSession } from './session.js';
import { Line, NO_ORDERS, StrategyLedger } from './strategy-ledger.js';
import type { Tick } from './tick.js';
import { DAY_MS, type EpochMs, epochMs } from './time.js';
import type { Token } from './token.js';
import { TokenAccount } from './token-account.js';
import { spotsOf } from './spots.js';

/**
 * The account that `govern` folds, with a ledger for each strategy. It updates itself in place, since one fold
 * owns it and every number leaves by value; the order of its updates is the order of the belt, so a replay
 * repeats it. A tick costs O(strategies that have traded its token); margins are worked out when asked for.
 */
export class AccountFold extends LedgerFold implements Account {
  sessionEndsAt = -Infinity;
  private readonly tokens = new Map<Token, TokenAccount>();
  private readonly ledgers = new Map<string, StrategyLedger>();
  private readonly recent = new RecentMessages();
  private newest: Tick | undefined = undefined;
  private readonly market: Market;

  /** `shares`: the capital of each strategy; the account's is their sum. */
  constructor(
    shares: ReadonlyMap<string, Money>,
    private readonly instruments: ReadonlyMap<Token, Instrument>,
    private readonly margin: MarginModel = fullMargin,
  ) {
    super([...shares.values()].reduce(plus, NO_MONEY));
    for (const [strategy, capital] of shares) this.ledgers.set(strategy, new StrategyLedger(capital));
    for (const [token, instrument] of instruments) this.tokens.set(token, new TokenAccount(instrument));
    this.market = { now: () => epochMs(this.newest?.at ?? 0), spotOf: spotsOf([...this.tokens.values()]) };
  }

  get grossExposure(): Money {
    let sum = NO_MONEY;
    for (const { value } of this.tokens.values()) sum = plus(sum, Math.abs(value) as Money);
    return sum;
  }

  get netExposure(): Money {
    let sum = NO_MONEY;
    for (const { value } of this.tokens.values()) sum = plus(sum, value);
    return sum;
  }

  get used(): Money {
    return this.need().held.required;
  }

  get blocked(): Money {
    const { held, bound } = this.need();
    return minus(bound, boundBy(held));
  }

  get available(): Money {
    return minus(this.equity, this.need().bound);
  }

  marginOf(order: Order): Money {
    return minus(this.need(order).bound, this.need().bound);
  }

  ledgerOf(strategy: string | undefined, token?: Token): Ledger {
    if (token === undefined) return strategy === undefined ? this : (this.ledgers.get(strategy) ?? EMPTY);
    return (strategy === undefined ? this.tokens.get(token) : this.lineKnown(strategy, token)) ?? EMPTY;
  }

  keptUnitsOf(strategy: string, token: Token): number {
    return this.lineKnown(strategy, token)?.kept ?? 0;
  }

  get messages(): readonly Message[] {
    return this.recent.all;
  }

  /** What each strategy holds and has ordered of each token, in the order in which they first did. */
  *lines(): Iterable<Line> {
    for (const { lines } of this.tokens.values()) yield* lines;
  }

  linesOf(token: Token): readonly Line[] {
    return this.tokens.get(token)?.lines ?? [];
  }

  instrumentOf(token: Token): Instrument | undefined {
    return this.instruments.get(token);
  }

  exposedTokens(): readonly Token[] {
    return [...this.tokens]
      .filter(([, { position, orders }]) => position.quantity !== 0 || orders.length > 0)
      .map(([token]) => token);
  }

  positionOf(token: Token): Position {
    return this.tokens.get(token)?.position ?? FLAT;
  }

  lastOf(token: Token): Price | undefined {
    return this.tokens.get(token)?.last;
  }

  lastTickOf(token: Token): Tick | undefined {
    return this.tokens.get(token)?.tick;
  }

  openOrdersOf(token: Token): readonly Order[] {
    return this.tokens.get(token)?.orders ?? NO_ORDERS;
  }

  /** Marks the token's positions at the tick's last price. */
  mark(tick: Tick): void {
    if (tick.at >= this.sessionEndsAt) this.enterSession(tick.at);
    this.newest = tick;
    const token = this.tokens.get(tick.token);
    if (token === undefined) return;
    token.tick = tick;
    const { last } = tick;
    if (last === undefined || last === token.last) return;
    token.last = last;
    let revalued = NO_MONEY;
    for (const line of token.lines) {
      const change = line.holding.mark(last);
      if (change === 0) continue;
      line.revalue(change);
      line.ledger.revalue(change);
      revalued = plus(revalued, change);
    }
    if (revalued === 0) return;
    token.revalue(revalued);
    this.revalue(revalued); // once, or its peak would see some strategies' prices and not others'
  }

  /**
   * An order passed the rules, or other terms for one that is open; it counts as open, with the worse of both, from now
   * on.
   */
  noteApproved(order: Order, at: EpochMs): void {
    if (at >= this.sessionEndsAt) this.enterSession(at);
    const token = this.tokens.get(order.token);
    const line = this.lineOf(order.token, order.strategy);
    const isOpen = line?.orders.some(({ id }) => id === order.id) === true;
    this.recent.note({ at, action: isOpen ? 'Modify' : 'Submit', order });
    if (token === undefined || line === undefined) return;
    if (isOpen) {
      this.setOrders(order, line, (orders) =>
        orders.map((before) => (before.id === order.id ? withAsked(before, order) : before)),
      );
      return;
    }
    for (const ledger of [this, token, line.ledger, line]) ledger.ordersToday += 1;
    this.setOrders(order, line, (orders) => [...orders, order]);
  }

  /** An open order is asked to end. */
  noteCancel(order: Order, at: EpochMs): void {
    this.recent.note({ at, action: 'Cancel', order });
  }

  /** The exchange (or our risk) said what became of an order. */
  noteUpdate(order: Order, fill: Fill | undefined): void {
    if (fill !== undefined) this.take(fill, order.product);
    const line = this.lineKnown(order.strategy, order.token);
    if (line === undefined) return;
    const { id } = order;
    this.setOrders(
      order,
      line,
      isFinal(order.state) ? (orders) => orders.filter((other) => other.id !== id) : replaced(order),
    );
  }

  private take(fill: Fill, product: Product): void {
    const token = this.tokens.get(fill.token);
    const line = this.lineOf(fill.token, fill.strategy);
    if (token === undefined || line === undefined) return;
    token.last ??= fill.price;
    const { holding, ledger, trip } = line;
    holding.mark(token.last);
    const before = holding.position.quantity;
    if (product === 'INTRADAY') line.intraday += signedQuantityOf(fill);
    const [realised, revalued] = holding.fill(fill);
    const sums = [this, token, ledger, line];
    for (const sum of sums) sum.book(fill, holding.multiplier, realised, revalued);
    const net = trip.take(fill, before, realised);
    if (net === undefined) return;
    for (const sum of sums) sum.close(net);
  }

  private setOrders(order: Order, line: Line, change: (orders: readonly Order[]) => readonly Order[]): void {
    const token = this.tokens.get(order.token);
    if (token === undefined) return;
    const before = line.orders.length;
    line.orders = change(line.orders);
    token.orders = change(token.orders);
    const opened = line.orders.length - before;
    for (const ledger of [this, token, line.ledger, line]) ledger.openOrderCount += opened;
  }

  private lineKnown(strategy: string, token: Token): Line | undefined {
    return this.tokens.get(token)?.lines.find((line) => line.strategy === strategy);
  }

  private lineOf(of: Token, strategy: string): Line | undefined {
    const token = this.tokens.get(of);
    if (token === undefined) return undefined;
    const known = this.lineKnown(strategy, of);
    if (known !== undefined) return known;
    const ledger = this.ledgerMade(strategy);
    const line = new Line(strategy, of, ledger, token.instrument.multiplier, token.last);
    token.lines.push(line);
    ledger.lines.set(of, line);
    return line;
  }

  /** A fill of a strategy that was not declared still counts: its ledger is made when it comes, without capital. */
  private ledgerMade(strategy: string): StrategyLedger {
    let ledger = this.ledgers.get(strategy);
    if (ledger === undefined) {
      ledger = new StrategyLedger(NO_MONEY);
      this.ledgers.set(strategy, ledger);
    }
    return ledger;
  }

  private need(extra?: Order): MarginNeed {
    return marginNeed(this.margin, this.tokens.values(), extra, this.market);
  }

  private enterSession(at: EpochMs): void {
    this.sessionEndsAt = startOfSession(sessionDayOf(at)) + DAY_MS;
    this.beginSession();
    for (const ledger of this.ledgers.values()) ledger.beginSession();
    for (const token of this.tokens.values()) {
      token.beginSession();
      for (const line of token.lines) line.beginSession();
    }
  }
}

/** Of who has done nothing. */
const EMPTY: Ledger = new StrategyLedger(NO_MONEY);

const replaced =
  (order: Order) =>
  (orders: readonly Order[]): readonly Order[] =>
    orders.map((before) => (before.id === order.id ? order : before));
