import type { Fill } from '../domain/fill.js';
import { inRupees, type Money, NO_MONEY, rupees } from '../domain/money.js';

/** What executions cost. */
export interface Charges {
  /** For the report: `none`, `flat:20`. */
  readonly name: string;
  readonly of: (execution: Omit<Fill, 'charges'>) => Money;
}

export const noCharges: Charges = { name: 'none', of: () => NO_MONEY };

/** The same amount for every executed order, whatever its size. */
export const flatCharges = (perOrder: Money): Charges => ({
  name: `flat:${inRupees(perOrder)}`,
  of: () => perOrder,
});

/** The charges of a name as {@link Charges} have it; undefined for a text that names none. */
export const chargesNamed = (name: string): Charges | undefined => {
  if (name === 'none') return noCharges;
  const amount = /^flat:(\d+(?:\.\d+)?)$/.exec(name)?.[1];
  return amount === undefined ? undefined : flatCharges(rupees(Number(amount)));
};
