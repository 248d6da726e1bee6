import { minus, type Price, type Quantity, valueOf } from './money.js';
import type { ExecutedTotal, Execution } from './order-change.js';
import type { Order } from './order.js';

/** What has been told of an order's executions. */
export interface Executions {
  /** Numbers of those that were told one by one. */
  readonly ids: readonly string[];
  /** The highest total that told of more than was known; 0 before one did. */
  readonly upTo: number;
  /** Units known from totals alone: the executions that they were may still be told one by one. */
  readonly unnamed: number;
}

export const NO_EXECUTIONS: Executions = { ids: [], upTo: 0, unnamed: 0 };

/** `execution` is known by its number. */
export const isTold = ({ ids }: Executions, { id }: Execution): boolean => ids.includes(id);

/**
 * Units of `execution` that a total has told of already. Where its broker says what was executed in all, none of
 * one that came after the total; else the units known from totals alone are taken to be those.
 */
export const countedOf = ({ unnamed, upTo }: Executions, { quantity, total }: Execution): number =>
  total !== undefined && total > upTo ? 0 : Math.min(quantity, unnamed);

/** An execution was told, of which `counted` units were known from a total. */
export const withTold = (executions: Executions, { id }: Execution, counted: number): Executions => ({
  ids: [...executions.ids, id],
  upTo: executions.upTo,
  unnamed: executions.unnamed - counted,
});

/** A total has told of `increment`, which nobody has told one by one. */
export const withTotal = (
  executions: Executions,
  total: ExecutedTotal,
  increment: Execution,
): Executions => ({
  ids: executions.ids,
  upTo: total.filled,
  unnamed: executions.unnamed + increment.quantity,
});

/**
 * The execution between what is known of `order` and `total`, which is more. Its price is what brings the average
 * to that of the total; where that is no price (averages are rounded), the average itself.
 */
export const incrementOf = (
  order: Order,
  { filled, averagePrice, at, charges }: ExecutedTotal,
): Execution => {
  const quantity = (filled - order.filled) as Quantity;
  const value = minus(valueOf(averagePrice, filled, 1), order.filledValue);
  const price = value > 0 ? ((Math.round(value / quantity) / 10_000) as Price) : averagePrice;
  return { id: `${order.id}/to:${filled}`, quantity, price, at, charges, against: undefined };
};
