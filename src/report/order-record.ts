import type { Money } from '../domain/money.js';
import type { Order } from '../domain/order.js';

/** One order with what became of it; a row of `orders.csv`. */
export interface OrderRecord {
  /** As it was last seen; its state is final, except for orders still open at the end. */
  readonly order: Order;
  /** The instrument's name. */
  readonly instrument: string;
  /** Of its executions, in rupees, weighted by quantity; null before the first. */
  readonly averagePrice: number | null;
  readonly charges: Money;
  /** Why, where the state is a no. */
  readonly reason: string | undefined;
  /** `seq` of the entries that made it what it is; undefined for one that has not come. */
  readonly decisionSeq: number | undefined;
  readonly verdictSeq: number | undefined;
  readonly sentSeq: number | undefined;
  /** The last order update. */
  readonly updateSeq: number | undefined;
}
