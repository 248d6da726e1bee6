import type { Instrument } from './instrument.js';
import type { Intent } from './intent.js';
import type { Ledger } from './ledger.js';
import type { Money, Price } from './money.js';
import type { Order } from './order.js';
import type { Tick } from './tick.js';
import type { EpochMs } from './time.js';
import type { Token } from './token.js';

/**
 * The account as a risk rule sees it: the sum of its strategies' ledgers. Its position of a token is that of all
 * strategies together: their units and what these cost added up, so one strategy long and one short may leave it
 * with no units and a cost, which is profit not yet realised.
 */
export interface Account extends Ledger {
  /**
   * The ledger of one strategy, of one token (`strategy` undefined) or of one strategy on one token; those of
   * tokens have no capital. An empty one where nothing has been done.
   */
  ledgerOf(strategy: string | undefined, token?: Token): Ledger;
  /**
   * Units that a strategy holds of a token beyond the day, delivered or carried forward; negative when short. What
   * it trades to be squared off is not among them.
   */
  keptUnitsOf(strategy: string, token: Token): number;
  instrumentOf(token: Token): Instrument | undefined;
  lastOf(token: Token): Price | undefined;
  /** The newest tick of a token, whole: its bid, ask, last price and time. */
  lastTickOf(token: Token): Tick | undefined;
  /** What was sent to the broker in the last minute, and some of what was before, oldest first. */
  readonly messages: readonly Message[];
  /** When the current session (IST date) is over; −Infinity before the first one. */
  readonly sessionEndsAt: number;
  /** What the positions bind at their last prices. */
  readonly used: Money;
  /** What the open orders would bind besides, were they filled. */
  readonly blocked: Money;
  /** What is left for new orders. */
  readonly available: Money;
  /** How much less would be available, were `order` open as well; 0 for one that only reduces. */
  marginOf(order: Order): Money;
}

/** An order, other terms for one or a cancellation that risk let pass. */
export interface Message {
  readonly at: EpochMs;
  readonly action: Intent['kind'];
  /** As it was then; to be modified: as it was to be. */
  readonly order: Order;
}
