import { inRupees, plus, type Money, NO_MONEY } from '../domain/money.js';
import { dateOf, type SessionDay, sessionDayOf, timeOfDayOf } from '../domain/session.js';
import { HOUR_MS } from '../domain/time.js';
import { expectancy } from './expectancy.js';
import { grouped } from './grouped.js';
import { meanOf } from './mean.js';
import { profitFactor } from './profit-factor.js';
import { inRisks, type Trade } from './trade.js';
import { winRate } from './win-rate.js';

/** What the trades that have `key` in common came to. Money in rupees; null has no meaning for them. */
export interface BreakdownRow {
  readonly key: string;
  readonly trades: number;
  readonly netPnl: number;
  readonly charges: number;
  readonly winRate: number | null;
  readonly profitFactor: number | null;
  /** Mean net profit of a trade, in rupees and in units of what it risked. */
  readonly expectancy: number | null;
  readonly expectancyR: number | null;
}

/** Closed trades by what they have in common; each list sums to all of them. Times are of their beginnings, IST. */
export interface Breakdown {
  /** By name, in the order in which they first closed a trade. */
  readonly strategy: readonly BreakdownRow[];
  /** By the instrument's name, in the same order. */
  readonly instrument: readonly BreakdownRow[];
  /** `LONG` and `SHORT`. */
  readonly side: readonly BreakdownRow[];
  /** `2025-12-29`, in the order of time. */
  readonly day: readonly BreakdownRow[];
  /** `Monday` to `Sunday`. */
  readonly weekday: readonly BreakdownRow[];
  /** `00` to `23`, the hour of the day. */
  readonly hour: readonly BreakdownRow[];
}

export const breakdownOf = (trades: readonly Trade[]): Breakdown => ({
  strategy: by(trades, ({ strategy }) => strategy),
  instrument: by(trades, ({ instrument }) => instrument),
  side: inOrder(by(trades, ({ side }) => side)),
  day: byNumber(trades, dayOf, (day) => dateOf(day as SessionDay)),
  weekday: byNumber(trades, weekdayOf, (weekday) => WEEKDAYS[weekday] ?? ''),
  hour: byNumber(trades, hourOf, (hour) => String(hour).padStart(2, '0')),
});

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** What 1970-01-01 was. */
const THURSDAY = 3;

const dayOf = ({ openedAt }: Trade): number => sessionDayOf(openedAt);

const weekdayOf = (trade: Trade): number => (dayOf(trade) + THURSDAY) % 7;

const hourOf = ({ openedAt }: Trade): number => Math.floor(timeOfDayOf(openedAt) / HOUR_MS);

const by = (trades: readonly Trade[], keyOf: (trade: Trade) => string): readonly BreakdownRow[] =>
  [...grouped(trades, keyOf)].map(([key, group]) => rowOf(key, group));

/** In the order of the numbers; text is made of a group, not of each trade. */
const byNumber = (
  trades: readonly Trade[],
  numberOf: (trade: Trade) => number,
  keyOf: (number: number) => string,
): readonly BreakdownRow[] =>
  [...grouped(trades, numberOf)]
    .sort(([a], [b]) => a - b)
    .map(([number, group]) => rowOf(keyOf(number), group));

const inOrder = (rows: readonly BreakdownRow[]): readonly BreakdownRow[] =>
  [...rows].sort((a, b) => (a.key < b.key ? -1 : 1));

const rowOf = (key: string, trades: readonly Trade[]): BreakdownRow => {
  const profits = trades.map(({ netPnl }) => inRupees(netPnl));
  return {
    key,
    trades: trades.length,
    netPnl: inRupees(sumOf(trades.map(({ netPnl }) => netPnl))),
    charges: inRupees(sumOf(trades.map(({ charges }) => charges))),
    winRate: winRate(profits),
    profitFactor: profitFactor(profits),
    expectancy: expectancy(profits),
    expectancyR: meanOf(trades.flatMap((trade) => inRisks(trade.netPnl, trade) ?? [])),
  };
};

const sumOf = (amounts: readonly Money[]): Money => amounts.reduce(plus, NO_MONEY);
