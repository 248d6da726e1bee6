import type { OrderFill } from './order-report.js';

/** One execution of the account's day, as the broker's trade book has it. */
export interface TradeReport {
  /** The broker's number of the order. */
  readonly number: string;
  readonly fill: OrderFill;
}
