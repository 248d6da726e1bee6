import { Holding } from './holding.js';
import type { Ledger } from './ledger.js';
import { LedgerFold } from './ledger-fold.js';
import type { Money, Price } from './money.js';
import { NO_MONEY, plus } from './money.js';
import type { Order } from './order.js';
import { FLAT, type Position } from './position.js';
import { RoundTrip } from './round-trip.js';
import type { Token } from './token.js';

/** What one strategy has of a token. Its ledger updates it in place. */
export class Line {
  readonly holding: Holding;
  readonly trip = new RoundTrip();
  /** Units of the position that were traded to be squared off on their day, negative when short. */
  intraday = 0;
  /** Orders that are not final, oldest first. */
  orders: readonly Order[] = NO_ORDERS;

  constructor(
    readonly strategy: string,
    readonly ledger: StrategyLedger,
    multiplier: number,
    last: Price | undefined,
  ) {
    this.holding = new Holding(multiplier);
    this.holding.mark(last);
  }
}

/** The ledger of one strategy: its sums, and what it holds and has ordered by token. */
export class StrategyLedger extends LedgerFold implements Ledger {
  /** By token, of those that it has traded or ordered. */
  readonly lines = new Map<Token, Line>();

  get grossExposure(): Money {
    let sum = NO_MONEY;
    for (const { holding } of this.lines.values()) sum = plus(sum, Math.abs(holding.value) as Money);
    return sum;
  }

  get netExposure(): Money {
    let sum = NO_MONEY;
    for (const { holding } of this.lines.values()) sum = plus(sum, holding.value);
    return sum;
  }

  exposedTokens(): readonly Token[] {
    return [...this.lines]
      .filter(([, { holding, orders }]) => holding.position.quantity !== 0 || orders.length > 0)
      .map(([token]) => token);
  }

  positionOf(token: Token): Position {
    return this.lines.get(token)?.holding.position ?? FLAT;
  }

  openOrdersOf(token: Token): readonly Order[] {
    return this.lines.get(token)?.orders ?? NO_ORDERS;
  }
}

export const NO_ORDERS: readonly Order[] = [];
