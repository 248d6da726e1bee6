import type { OrderReport } from '../domain/order-report.js';

/** Reads back what a broker knows of the account's orders of the day. Each rejects with a Failure. */
export interface OrderBookReader {
  /** Every order as it stands now, one report each, in any order. */
  orders(): Promise<readonly OrderReport[]>;
  /** All that was told of one order, the oldest first. */
  history(number: string): Promise<readonly OrderReport[]>;
}
