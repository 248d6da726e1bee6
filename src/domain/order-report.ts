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
  /** Rupees; undefined for an order at market. */
  readonly limit: number | undefined;
  readonly trigger: number | undefined;
  /** The broker's words, in capitals, a blank as `_`: `OPEN`, `COMPLETE`. */
  readonly status: string;
  /** What caused this report: `NewAck`, `Fill`. */
  readonly cause: string;
  /** Units executed so far; 0 where not told. */
  readonly filled: number;
  readonly averagePrice: number | undefined;
  /** The one execution that this report is of. */
  readonly fill:
    | {
        readonly id: string;
        readonly quantity: number;
        readonly price: number;
        readonly at: EpochMs | undefined;
      }
    | undefined;
  /** The text that the order was placed with. */
  readonly remarks: string;
  readonly reason: string | undefined;
  /** The exchange's time of the order's last change. */
  readonly exchangeAt: EpochMs | undefined;
}
