import { inRupees, plus, type Money, NO_MONEY } from '../domain/money.js';
import { istTextOf } from '../domain/session.js';
import { expectancy } from './expectancy.js';
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
  /** `09` to `23`, the hour of the day. */
  readonly hour: readonly BreakdownRow[];
}

export const breakdownOf = (trades: readonly Trade[]): Breakdown => ({
  strategy: by(trades, ({ strategy }) => strategy),
  instrument: by(trades, ({ instrument }) => instrument),
  side: inOrder(by(trades, ({ side }) => side)),
  day: inOrder(by(trades, dayOf)),
  weekday: WEEKDAYS.flatMap((name) => by(trades, weekdayOf).filter(({ key }) => key === name)),
  hour: inOrder(by(trades, ({ openedAt }) => istTextOf(openedAt).slice(11, 13))),
});

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const dayOf = ({ openedAt }: Trade): string => istTextOf(openedAt).slice(0, 10);

const weekdayOf = (trade: Trade): string => WEEKDAYS[(new Date(dayOf(trade)).getUTCDay() + 6) % 7] ?? '';

const by = (trades: readonly Trade[], keyOf: (trade: Trade) => string): readonly BreakdownRow[] => {
  const groups = new Map<string, Trade[]>();
  for (const trade of trades) {
    const key = keyOf(trade);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [trade]);
    else group.push(trade);
  }
  return [...groups].map(([key, group]) => rowOf(key, group));
};

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
