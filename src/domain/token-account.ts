import type { Instrument } from './instrument.js';
import type { Ledger } from './ledger.js';
import { LedgerFold } from './ledger-fold.js';
import { type Money, NO_MONEY, plus, type Price } from './money.js';
import type { Order, Product } from './order.js';
import { FLAT, type Position } from './position.js';
import { type Line, NO_ORDERS } from './strategy-ledger.js';
import type { Tick } from './tick.js';
import type { Token } from './token.js';
import { unitsByProduct } from './units-by-product.js';

/** All that an account has of one token: what a tick needs, found by one look-up, and a ledger without capital. */
export class TokenAccount extends LedgerFold implements Ledger {
  tick: Tick | undefined = undefined;
  /** Last traded price; before one is known, the first fill's. */
  last: Price | undefined = undefined;
  /** Of the strategies that have traded or ordered it, in the order in which they first did. */
  readonly lines: Line[] = [];
  /** Of all strategies, oldest first. */
  orders: readonly Order[] = NO_ORDERS;

  constructor(readonly instrument: Instrument) {
    super(NO_MONEY);
  }

  get position(): Position {
    const [only, ...others] = this.lines;
    if (only === undefined) return FLAT;
    if (others.length === 0) return only.holding.position;
    let { quantity, cost } = only.holding.position;
    for (const { holding } of others) {
      quantity += holding.position.quantity;
      cost = plus(cost, holding.position.cost);
    }
    return { quantity, cost };
  }

  /** The units held of each product that has any; none where they cancel out. */
  get unitsByProduct(): readonly (readonly [Product, number])[] {
    const intraday = this.lines.reduce((sum, line) => sum + line.intraday, 0);
    return unitsByProduct(this.instrument, this.position.quantity, intraday);
  }

  /** What the position is worth at the last price; negative when short. */
  get value(): Money {
    let value = NO_MONEY;
    for (const { holding } of this.lines) value = plus(value, holding.value);
    return value;
  }

  get grossExposure(): Money {
    return Math.abs(this.value) as Money;
  }

  get netExposure(): Money {
    return this.value;
  }

  exposedTokens(): readonly Token[] {
    return this.position.quantity !== 0 || this.orders.length > 0 ? [this.instrument.token] : [];
  }

  positionOf(token: Token): Position {
    return token === this.instrument.token ? this.position : FLAT;
  }

  openOrdersOf(token: Token): readonly Order[] {
    return token === this.instrument.token ? this.orders : NO_ORDERS;
  }
}
