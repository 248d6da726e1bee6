import type { Instrument } from './instrument.js';
import { type Money, NO_MONEY, plus, type Price, valueOf } from './money.js';

/** A position, or what an open order would make of it. */
export interface Exposure {
  readonly instrument: Instrument;
  /** Units, negative when short. */
  readonly quantity: number;
  /** What a unit is worth: the last price, or an order's limit. */
  readonly price: Price;
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
  readonly of: (exposures: readonly Exposure[]) => Margin;
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
