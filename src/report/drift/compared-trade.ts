import type { Money } from '../../domain/money.js';
import type { Token } from '../../domain/token.js';
import type { TradeSide } from '../trade.js';

/** A round trip of one run, to be held against one of another; where it has not ended it is valued at the last price. */
export interface ComparedTrade {
  readonly strategy: string;
  readonly token: Token;
  /** The instrument's name. */
  readonly instrument: string;
  readonly side: TradeSide;
  /** Units that were entered in all. */
  readonly quantity: number;
  /** Epoch ms of the first and of the last execution; undefined while it is open. */
  readonly openedAt: number;
  readonly closedAt: number | undefined;
  readonly entry: Leg;
  readonly exit: Leg;
  /** Before charges. */
  readonly gross: Money;
  readonly charges: Money;
  readonly net: Money;
}

/** Averages in rupees, weighted by quantity. */
export interface Leg {
  /** Of the executions. */
  readonly price: number;
  /** Last traded price of the token when they came. */
  readonly market: number;
}
