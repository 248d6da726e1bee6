import type { Token } from './token.js';

export type OptionType = 'CE' | 'PE';

/** The fixed facts of one tradable thing, as the day's instrument master gives them. */
export interface Instrument {
  readonly token: Token;
  /** What people write: exchange, colon, trading symbol: `NSE:ACC-EQ`. For display only once resolved. */
  readonly name: string;
  readonly exchange: string;
  /** The underlying or company: `NIFTY`, `ACC`. */
  readonly symbol: string;
  readonly tradingSymbol: string;
  /** The master's class: `EQ`, `INDEX`, `FUTIDX`, `OPTSTK` … */
  readonly kind: string;
  /** Units in one lot; orders are whole lots. */
  readonly lotSize: number;
  /** Rupees; undefined where the master gives none (indices). */
  readonly tickSize: number | undefined;
  /** Rupees gained by one unit when the price rises by one rupee; 1 for equities and NFO. */
  readonly multiplier: number;
  /** `2025-12-30`; undefined for what does not expire. */
  readonly expiry: string | undefined;
  readonly strike: number | undefined;
  readonly optionType: OptionType | undefined;
}
