import { minus, type Money, NO_MONEY, plus } from '../domain/money.js';
import type { EpochMs } from '../domain/time.js';
import { DrawdownFold } from './drawdown-fold.js';

/** What one execution did to the money of its ledger. */
export interface Booking {
  /** Change of cash, charges included. */
  readonly flow: Money;
  /** Change of what the position is worth. */
  readonly revalued: Money;
  /** Change of the absolute value of the position. */
  readonly bookChange: Money;
  /** +1 when the position left zero, −1 when it came back, else 0. */
  readonly positions: -1 | 0 | 1;
  readonly charges: Money;
  /** Absolute value of what was traded. */
  readonly traded: Money;
}

/**
 * The money of one strategy, of one token or of the whole: it starts with what that has of the pipeline's capital (a
 * token, as no part is its own, with all of it) and takes every
 * fill and every change of a position's value. It updates itself in place, O(1) a change; what is weighed by time is
 * settled when it changes, by the session clock's reading.
 */
export class Ledger {
  cash: Money;
  equity: Money;
  charges = NO_MONEY;
  traded = NO_MONEY;
  readonly drawdown: DrawdownFold;
  /** Equity at the end of each session that is over. */
  readonly closes: Money[] = [];
  /** Profits after charges of the FIFO round trips that have ended. */
  readonly fifoTrips: Money[] = [];
  /** The most margin that its positions have bound; undefined where none is known. */
  peakMargin: Money | undefined = undefined;
  /** Sum of the absolute values of the positions. */
  private book = NO_MONEY;
  private positions = 0;
  private bookTime = 0;
  private exposedMs = 0;
  private settledMs = 0;

  /** `sessionsOver`: sessions that were over before it, in which nothing happened. */
  constructor(
    readonly capital: Money,
    sessionsOver = 0,
  ) {
    this.cash = capital;
    this.equity = capital;
    this.drawdown = new DrawdownFold(capital);
    for (let i = 0; i < sessionsOver; i += 1) this.closes.push(capital);
  }

  /** Prices moved: what the positions are worth changed by `revalued`. */
  mark(revalued: Money, bookChange: Money, at: EpochMs, sessionMs: number): void {
    this.settle(sessionMs);
    this.book = plus(this.book, bookChange);
    if (revalued === 0) return;
    this.equity = plus(this.equity, revalued);
    this.drawdown.take(this.equity, at);
  }

  fill(booking: Booking, at: EpochMs, sessionMs: number): void {
    this.settle(sessionMs);
    this.book = plus(this.book, booking.bookChange);
    this.positions += booking.positions;
    this.cash = plus(this.cash, booking.flow);
    this.charges = plus(this.charges, booking.charges);
    this.traded = plus(this.traded, booking.traded);
    this.equity = plus(this.equity, plus(booking.flow, booking.revalued));
    this.drawdown.take(this.equity, at);
  }

  /** Its positions bind `margin` now. */
  bind(margin: Money): void {
    if (this.peakMargin === undefined || margin > this.peakMargin) this.peakMargin = margin;
  }

  closeSession(): void {
    this.closes.push(this.equity);
  }

  /** Profit after charges, open positions at their last prices. */
  get netPnl(): Money {
    return minus(this.equity, this.capital);
  }

  /** Session time with any position, and the mean over session time of the gross book value, in money. */
  timeWeighted(sessionMs: number): { readonly exposedMs: number; readonly meanBook: number } {
    this.settle(sessionMs);
    return { exposedMs: this.exposedMs, meanBook: sessionMs === 0 ? 0 : this.bookTime / sessionMs };
  }

  private settle(sessionMs: number): void {
    const passed = sessionMs - this.settledMs;
    if (passed === 0) return;
    this.settledMs = sessionMs;
    this.bookTime += this.book * passed;
    if (this.positions > 0) this.exposedMs += passed;
  }
}
