import { type Money, plus } from '../domain/money.js';
import type { Ledger } from './ledger.js';
import type { OrderRecord } from './order-record.js';
import type { OpenPosition, RunCounts } from './run-result.js';

/** How a run that goes on stands. */
export interface RunStanding {
  /** In declared order. */
  readonly strategies: readonly (StandingMoney & { readonly name: string })[];
  readonly whole: StandingMoney;
  readonly positions: readonly OpenPosition[];
  /** Approved and not final, oldest first. */
  readonly orders: readonly OrderRecord[];
  readonly counts: RunCounts;
}

export interface StandingMoney {
  /** Profit after charges, open positions at their last prices. */
  readonly netPnl: Money;
  /** The same before charges. */
  readonly grossPnl: Money;
  readonly charges: Money;
  /** Closed trades. */
  readonly trades: number;
}

/** What a ledger has come to. */
export const moneyOf = ({ netPnl, charges }: Ledger): Omit<StandingMoney, 'trades'> => ({
  netPnl,
  grossPnl: plus(netPnl, charges),
  charges,
});
