import { cashFlowOf, type Fill } from './fill.js';
import { type Money, NO_MONEY, plus } from './money.js';

/**
 * The sums of a ledger, which its owner folds in place: every change of one is told to the strategy's ledger and
 * to the account's, in whole ten-thousandths of a rupee, so that they add up exactly.
 */
export class LedgerFold {
  cash: Money;
  realised: Money = NO_MONEY;
  charges: Money = NO_MONEY;
  equity: Money;
  equityAtSessionStart: Money;
  equityPeak: Money;
  consecutiveLosses = 0;
  ordersToday = 0;
  openOrderCount = 0;

  constructor(readonly capital: Money) {
    this.cash = capital;
    this.equity = capital;
    this.equityAtSessionStart = capital;
    this.equityPeak = capital;
  }

  /** What the positions are worth changed by `change`. */
  revalue(change: Money): void {
    this.equity = plus(this.equity, change);
    if (this.equity > this.equityPeak) this.equityPeak = this.equity;
  }

  /** A fill moved cash and realised profit, and changed what the positions are worth by `revalued`. */
  book(fill: Fill, multiplier: number, realised: Money, revalued: Money): void {
    const flow = cashFlowOf(fill, multiplier);
    this.cash = plus(this.cash, flow);
    this.realised = plus(this.realised, realised);
    this.charges = plus(this.charges, fill.charges);
    this.revalue(plus(flow, revalued));
  }

  /** A trade was closed with `net` profit, after charges. */
  close(net: Money): void {
    this.consecutiveLosses = net < 0 ? this.consecutiveLosses + 1 : 0;
  }

  beginSession(): void {
    this.equityAtSessionStart = this.equity;
    this.equityPeak = this.equity;
    this.consecutiveLosses = 0;
    this.ordersToday = 0;
  }
}
