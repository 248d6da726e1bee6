import { inRupees, minus, type Money } from '../domain/money.js';
import { dailyReturns } from './daily-returns.js';

/** What a session came to. Money in rupees. */
export interface DailyRow {
  /** `2025-12-29`, IST. */
  readonly date: string;
  /** At its close. */
  readonly equity: number;
  /** Since the close before. */
  readonly netPnl: number;
  /** Simple, on that close. Null without capital, and after the return that took equity to zero or below. */
  readonly return: number | null;
}

/** A row for each of `dates`, of equity that began at `start`. */
export const dailyRows = (
  dates: readonly string[],
  start: Money,
  closes: readonly Money[],
): readonly DailyRow[] => {
  const returns = dailyReturns(start, closes);
  return closes.map((equity, day) => ({
    date: dates[day] ?? '',
    equity: inRupees(equity),
    netPnl: inRupees(minus(equity, closes[day - 1] ?? start)),
    return: returns[day] ?? null,
  }));
};
