import type { Instrument } from './instrument.js';
import { type Money, NO_MONEY, plus, type Price, valueOf } from './money.js';
import type { Product } from './order.js';
import type { EpochMs } from './time.js';

/** A position, or what an open order would make of it. */
export interface Exposure {
  readonly instrument: Instrument;
  /** Units, negative when short. */
  readonly quantity: number;
  /** Shares that are squared off within the day bind less than those that are kept. */
  readonly product: Product;
  /** What a unit is paid with: the last price, or an order's limit. */
  readonly price: Price;
  /** Undefined before one is known. */
  readonly last: Price | undefined;
}

/** What a margin depends on besides the exposures. */
export interface Market {
  readonly now: () => EpochMs;
  /** Last price of what an instrument is on, by {@link underlyingOf}; undefined where no instrument tells it. */
  readonly spotOf: (instrument: Instrument) => Price | undefined;
}

/** What exposures bind. */
export interface Margin {
  /** What a broker asks for them. */
  readonly required: Money;
  /**
   * Net premium received for options that are still owed: it is in the cash, is no part of equity, and covers
   * part of what is required. Never negative.
   */
  readonly owed: Money;
}

/** How much exposures bind. Pure. */
export interface MarginModel {
  /** For the report. */
  readonly name: string;
  /** Exposures of one group are margined together: an underlying with its futures and options. */
  readonly groupOf: (instrument: Instrument) => string;
  /** What the exposures of one group bind; each instrument may be there more than once. */
  readonly of: (exposures: readonly Exposure[], market: Market) => Margin;
}

/** Everything at its full value, long and short: no leverage. */
export const fullMargin: MarginModel = {
  name: 'full',
  groupOf: ({ token }) => token,
  of: (exposures) => {
    let value = NO_MONEY;
    for (const { instrument, quantity, price } of exposures)
      value = plus(value, valueOf(price, quantity, instrument.multiplier));
    return { required: Math.abs(value) as Money, owed: NO_MONEY };
  },
};
