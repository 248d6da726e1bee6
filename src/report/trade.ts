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
  /** What the market did to it while it was open; undefined where no price was known. */
  readonly excursion: TradeExcursion | undefined;
  /** What the stop that came with it would have lost, before charges; undefined where none did. */
  readonly initialRisk: Money | undefined;
  /** Orders of the first and the last execution. */
  readonly entryOrder: OrderId;
  readonly exitOrder: OrderId;
  /** `seq` of the order updates that brought them. */
  readonly entrySeq: number;
  readonly exitSeq: number;
}

/**
 * The worst and the best that a trade stood at, by the last prices from its first to its last execution (MAE and MFE):
 * the worst is never above zero, the best never below.
 */
export interface TradeExcursion {
  /** Price less average entry price for a long trade, the other way round for a short one. */
  readonly worstPoints: number;
  readonly bestPoints: number;
  /** Profit before charges, what was taken off included. */
  readonly worst: Money;
  readonly best: Money;
}

export const tradeSideOf = (side: Side): TradeSide => (side === 'BUY' ? 'LONG' : 'SHORT');

/** `money` in units of what was risked in the trade (R); null where that is not known. */
export const inRisks = (money: Money | undefined, { initialRisk }: Trade): number | null =>
  money === undefined || initialRisk === undefined ? null : money / initialRisk;
