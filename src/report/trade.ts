import type { Side } from '../domain/intent.js';
import type { Money } from '../domain/money.js';
import type { OrderId } from '../domain/order.js';
import type { EpochMs } from '../domain/time.js';
import type { Token } from '../domain/token.js';

export type TradeSide = 'LONG' | 'SHORT';

/** A round trip: a position of one strategy in one token, from leaving zero to coming back to it or crossing it. */
export interface Trade {
  readonly strategy: string;
  readonly token: Token;
  /** The instrument's name. */
  readonly instrument: string;
  readonly side: TradeSide;
  /** Largest quantity held, in units. */
  readonly quantity: number;
  readonly openedAt: EpochMs;
  readonly closedAt: EpochMs;
  /** Quantity-weighted averages in rupees. */
  readonly entryPrice: number;
  readonly exitPrice: number;
  /** Profit before charges. */
  readonly grossPnl: Money;
  readonly charges: Money;
  readonly netPnl: Money;
  /** Orders of the first and the last execution. */
  readonly entryOrder: OrderId;
  readonly exitOrder: OrderId;
  /** `seq` of the order updates that brought them. */
  readonly entrySeq: number;
  readonly exitSeq: number;
}

export const tradeSideOf = (side: Side): TradeSide => (side === 'BUY' ? 'LONG' : 'SHORT');
