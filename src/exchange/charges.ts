import { type ChargeItems, NO_CHARGE_ITEMS } from '../domain/charge-items.js';
import type { ContractNote, NotedFill } from '../domain/contract-note.js';
import type { Instrument } from '../domain/instrument.js';
import { inRupees, type Money, rupees } from '../domain/money.js';
import type { Execution } from '../domain/order-change.js';
import type { Order } from '../domain/order.js';
import type { SessionDay } from '../domain/session.js';
import type { Token } from '../domain/token.js';

/** An execution before it is charged. */
export type Traded = Omit<Execution, 'charges'>;

/** What executions cost. */
export interface Charges {
  /** For the report: `none`, `flat:20`, `flat20`. */
  readonly name: string;
  /** `order` as it was before the execution. */
  readonly of: (execution: Traded, order: Order) => ChargeItems;
}

/** How executions are to be charged, before it is known of what and when. */
export interface ChargePlan {
  readonly name: string;
  /**
   * The charges of these instruments, from `day` on. Throws a UsageError where an instrument or that day is in no
   * table.
   */
  readonly for: (instruments: ReadonlyMap<Token, Instrument>, day: SessionDay) => Charges;
  /** The contract notes of a run's executions; none where no table is used. */
  readonly notesOf: (fills: readonly NotedFill[]) => readonly ContractNote[];
}

const standing = (charges: Charges): Charges & ChargePlan => ({
  ...charges,
  for: () => charges,
  notesOf: () => [],
});

export const noCharges = standing({ name: 'none', of: () => NO_CHARGE_ITEMS });

/** The same amount for every executed order, whatever its size, and nothing else. */
export const flatCharges = (perOrder: Money): Charges & ChargePlan =>
  standing({
    name: `flat:${inRupees(perOrder)}`,
    of: (_, order) => (order.filled === 0 ? { ...NO_CHARGE_ITEMS, brokerage: perOrder } : NO_CHARGE_ITEMS),
  });

/** The charges of a name as {@link Charges} have it that need no table; undefined for any other text. */
export const chargesNamed = (name: string): (Charges & ChargePlan) | undefined => {
  if (name === 'none') return noCharges;
  const amount = /^flat:(\d+(?:\.\d+)?)$/.exec(name)?.[1];
  return amount === undefined ? undefined : flatCharges(rupees(Number(amount)));
};
