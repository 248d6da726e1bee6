import type { Side } from './intent.js';
import type { EpochMs } from './time.js';
import type { Token } from './token.js';

/**
 * What a broker said of an order of the account, whoever placed it: ours or one from another channel. As it
 * was told, before it is matched with an order of ours.
 */
export interface OrderReport {
  /** The broker's number of the order. */
  readonly number: string;
  readonly exchange: string;
  readonly symbol: string;
  /** Undefined where the symbol is none of ours. */
  readonly token: Token | undefined;
  readonly side: Side;
  readonly quantity: number;
  /** The broker's code of the product: `I` intraday, `M` margin, `C` delivery; undefined where not told. */
  readonly product: string | undefined;
  /** `LMT`, `MKT`, `SL-LMT`, `SL-MKT`; a stop that was triggered is `LMT` from then on. */
  readonly type: string | undefined;
  /** Rupees; undefined for an order at market. */
  readonly limit: number | undefined;
  /** Rupees; of a stop order, also after it was triggered. */
  readonly trigger: number | undefined;
  /** One of the broker's words, in capitals, a blank as `_`: `OPEN`, `COMPLETE`, `CANCELED`. */
  readonly status: string;
  /** What caused this report: `NewAck`, `Fill`, `Triggered`; empty where not told. */
  readonly cause: string;
  /** Units executed so far; 0 where not told. */
  readonly filled: number;
  readonly averagePrice: number | undefined;
  /** Units cancelled; 0 where not told. */
  readonly cancelled: number;
  /** The one execution that this report is of. */
  readonly fill: OrderFill | undefined;
  /** The exchange's number of the order; undefined until the exchange has it. */
  readonly exchangeNumber: string | undefined;
  /** The text that the order was placed with. */
  readonly remarks: string;
  readonly reason: string | undefined;
  /** The exchange's time of the order's last change: entry, replacement or cancel. A fill has a time of its own. */
  readonly exchangeAt: EpochMs | undefined;
}

/** One execution, as a broker tells it. */
export interface OrderFill {
  readonly id: string;
  readonly quantity: number;
  /** Rupees. */
  readonly price: number;
  readonly at: EpochMs | undefined;
}

const FINAL: ReadonlySet<string> = new Set(['COMPLETE', 'REJECTED', 'CANCELED']);

/** Whether nothing more comes of an order with this status. */
export const isFinalStatus = (status: string): boolean => FINAL.has(status);
