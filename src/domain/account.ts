import type { Instrument } from './instrument.js';
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
  /** The ledger of one strategy; an empty one, without capital, of a strategy that is not known. */
  ledgerOf(strategy: string): Ledger;
  instrumentOf(token: Token): Instrument | undefined;
  lastOf(token: Token): Price | undefined;
  /** The newest tick of a token, whole: its bid, ask, last price and time. */
  lastTickOf(token: Token): Tick | undefined;
  /** Times of the orders approved within the second before now, oldest first. */
  recentOrders(now: EpochMs): readonly EpochMs[];
  /** What the positions bind at their last prices. */
  readonly used: Money;
  /** What the open orders would bind besides, were they filled. */
  readonly blocked: Money;
  /** What is left for new orders. */
  readonly available: Money;
  /** How much less would be available, were `order` open as well; 0 for one that only reduces. */
  marginOf(order: Order): Money;
}
