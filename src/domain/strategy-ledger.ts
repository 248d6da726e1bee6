import { Holding } from './holding.js';
import type { Ledger } from './ledger.js';
import { LedgerFold } from './ledger-fold.js';
import type { Money, Price } from './money.js';
import { NO_MONEY, plus } from './money.js';
import type { Order } from './order.js';
import { FLAT, type Position } from './position.js';
import { RoundTrip } from './round-trip.js';
import type { Token } from './token.js';

/** What one strategy has of a token: a ledger without capital. Its owner updates it in place. */
export class Line extends LedgerFold implements Ledger {
  readonly holding: Holding;
  readonly trip = new RoundTrip();
  /** Units of the position that were traded to be squared off on their day, negative when short. */
  intraday = 0;
  /** Orders that are not final, oldest first. */
  orders: readonly Order[] = NO_ORDERS;

  constructor(
    readonly strategy: string,
    readonly token: Token,
    readonly ledger: StrategyLedger,
    multiplier: number,
    last: Price | undefined,
  ) {
    super(NO_MONEY);
    this.holding = new Holding(multiplier);
    this.holding.mark(last);
  }

  /** Units of the position that stay beyond the day. */
  get kept(): number {
    return this.holding.position.quantity - this.intraday;
  }

  get grossExposure(): Money {
    return Math.abs(this.holding.value) as Money;
  }

  get netExposure(): Money {
    return this.holding.value;
  }

  exposedTokens(): readonly Token[] {
    return this.holding.position.quantity !== 0 || this.orders.length > 0 ? [this.token] : [];
  }

  positionOf(token: Token): Position {
    return token === this.token ? this.holding.position : FLAT;
  }

  openOrdersOf(token: Token): readonly Order[] {
    return token === this.token ? this.orders : NO_ORDERS;
  }
}

/** The ledger of one strategy: its sums, and what it holds and has ordered by token. */
export class StrategyLedger extends LedgerFold implements Ledger {
  /** By token, of those that it has traded or ordered. */
  readonly lines = new Map<Token, Line>();

  get grossExposure(): Money {
    let sum = NO_MONEY;
    for (const line of this.lines.values()) sum = plus(sum, line.grossExposure);
    return sum;
  }

  get netExposure(): Money {
    let sum = NO_MONEY;
    for (const { holding } of this.lines.values()) sum = plus(sum, holding.value);
    return sum;
  }

  exposedTokens(): readonly Token[] {
    return [...this.lines.values()].flatMap((line) => line.exposedTokens());
  }

  positionOf(token: Token): Position {
    return this.lines.get(token)?.holding.position ?? FLAT;
  }

  openOrdersOf(token: Token): readonly Order[] {
    return this.lines.get(token)?.orders ?? NO_ORDERS;
  }
}

export const NO_ORDERS: readonly Order[] = [];
