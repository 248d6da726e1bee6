import type { Order } from './order.js';

/** Why risk said no, with the numbers that decided it. */
export interface Refusal {
  /** The rule's name: `maxPosition`. */
  readonly rule: string;
  /** What the rule allows, and what the intent would have come to; in `unit`. Null where there is no number. */
  readonly limit: number | null;
  readonly actual: number | null;
  readonly unit: RefusalUnit;
  /** The same for people: `position 225 above 150`. */
  readonly message: string;
}

/** `trades` that lost in a row, a `ratio` of a price (0.01 is one percent), `ms` of age. */
export type RefusalUnit = 'units' | 'rupees' | 'orders' | 'trades' | 'ratio' | 'ms' | 'timeOfDayMs' | 'none';

/** An order that passed every risk rule, to be placed or cancelled. A broker takes nothing else. */
export type ApprovedOrder = Order & { readonly [approval]: true };

/** Declared, never made: `govern` holds the one cast to {@link ApprovedOrder}. */
declare const approval: unique symbol;
