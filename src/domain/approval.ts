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

/** An order, or the cancellation of one, that passed every risk rule. A broker takes nothing else. */
export type Approved = {
  readonly kind: 'Submit' | 'Cancel';
  readonly order: Order;
} & { readonly [approval]: true };

/** Declared, never made: `govern` holds the one cast to {@link Approved}. */
declare const approval: unique symbol;
