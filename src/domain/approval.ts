import type { Order } from './order.js';

/** Why risk said no, with the numbers that decided it. */
export interface Refusal {
  /** The rule's name: `maxPosition`. */
  readonly rule: string;
  /** What the rule allows, and what the intent would have come to; in `unit`. Null where there is no number. */
  readonly limit: number | null;
  readonly actual: number | null;
  readonly unit: 'units' | 'rupees' | 'orders' | 'timeOfDayMs' | 'none';
  /** The same for people: `position 225 above 150`. */
  readonly message: string;
}

/** An order that passed every risk rule, to be placed or cancelled. A broker takes nothing else. */
export type ApprovedOrder = Order & { readonly [approval]: true };

/** Declared, never made: `govern` holds the one cast to {@link ApprovedOrder}. */
declare const approval: unique symbol;
