import type { Money } from './money.js';
import type { Order } from './order.js';
import type { Position } from './position.js';
import type { Token } from './token.js';

/**
 * The money of one strategy, or of all of them: its capital with everything its fills and its positions' prices
 * did to it. The ledgers of the strategies add up to the account's, to the paisa.
 */
export interface Ledger {
  readonly capital: Money;
  /** Capital plus every cash flow so far, charges included. */
  readonly cash: Money;
  /** Profit of what has been closed, before charges. */
  readonly realised: Money;
  readonly charges: Money;
  /** Cash plus what all positions are worth at their last prices. */
  readonly equity: Money;
  /** Equity when the current session (IST date) began. */
  readonly equityAtSessionStart: Money;
  /** The most that equity has been in the current session. */
  readonly equityPeak: Money;
  /** Trades (flat to flat, after charges) that lost, in a row, up to the newest closed one of this session. */
  readonly consecutiveLosses: number;
  /** Orders approved in the current session. */
  readonly ordersToday: number;
  /** Orders that are not final, of all tokens. */
  readonly openOrderCount: number;
  /** Value of the positions at their last prices, long and short alike; O(tokens traded). */
  readonly grossExposure: Money;
  /** The same, short positions counted negative. */
  readonly netExposure: Money;
  /** Tokens with a position or an open order, each once. */
  exposedTokens(): readonly Token[];
  positionOf(token: Token): Position;
  /** Orders of a token that are not final, in flight included, oldest first. */
  openOrdersOf(token: Token): readonly Order[];
}
