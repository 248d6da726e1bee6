import type { OrderReport } from '../domain/order-report.js';
import type { TradeReport } from '../domain/trade-report.js';
import type { SessionToken } from './session-tokens.js';

/** Reads back what a broker knows of the orders of the day of the account of `session`. Each rejects with a Failure. */
export interface OrderBookReader {
  /** Every order as it stands now, one report each, in any order. */
  orders(session: SessionToken): Promise<readonly OrderReport[]>;
  /** All that was told of one order, the oldest first. */
  history(session: SessionToken, number: string): Promise<readonly OrderReport[]>;
}

/** Reads what was executed. Rejects with a Failure. */
export interface TradeBookReader {
  /** Every execution of the day, in any order. */
  trades(session: SessionToken): Promise<readonly TradeReport[]>;
}

/** What a broker's books tell of a day. */
export type BooksReader = OrderBookReader & TradeBookReader;
