import { type ChargeItems, NO_CHARGE_ITEMS } from '../domain/charge-items.js';
import { inRupees, type Money, rupees } from '../domain/money.js';
import type { Execution } from '../domain/order-change.js';
import type { Order } from '../domain/order.js';

/** An execution before it is charged. */
export type Traded = Omit<Execution, 'charges'>;

/** What executions cost. */
export interface Charges {
  /** For the report: `none`, `flat:20`. */
  readonly name: string;
  readonly of: (execution: Traded, order: Order) => ChargeItems;
}

export const noCharges: Charges = { name: 'none', of: () => NO_CHARGE_ITEMS };

/** The same amount for every executed order, whatever its size. */
export const flatCharges = (perOrder: Money): Charges => ({
  name: `flat:${inRupees(perOrder)}`,
  of: (_, order) => (order.filled === 0 ? { ...NO_CHARGE_ITEMS, brokerage: perOrder } : NO_CHARGE_ITEMS),
});

/** The charges of a name as {@link Charges} have it; undefined for a text that names none. */
export const chargesNamed = (name: string): Charges | undefined => {
  if (name === 'none') return noCharges;
  const amount = /^flat:(\d+(?:\.\d+)?)$/.exec(name)?.[1];
  return amount === undefined ? undefined : flatCharges(rupees(Number(amount)));
};
