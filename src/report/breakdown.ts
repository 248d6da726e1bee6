import { inRupees, plus, type Money, NO_MONEY } from '../domain/money.js';
import { dateOf, type SessionDay, sessionDayOf, timeOfDayOf } from '../domain/session.js';
import { HOUR_MS } from '../domain/time.js';
import { grouped } from './grouped.js';
import type { Trade } from './trade.js';
import { type TradeFigures, tradeFigures } from './trade-figures.js';

/** What the trades that have `key` in common came to. */
export interface BreakdownRow extends TradeFigures {
  readonly key: string;
  /** Rupees, after `charges`. */
  readonly netPnl: number;
  readonly charges: number;
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

/** Of `trades` made with `capital`, of which each strategy has its own part. */
export const breakdownOf = (
  trades: readonly Trade[],
  capital: Money,
  parts: ReadonlyMap<string, Money>,
): Breakdown => {
  const row = (key: string, group: readonly Trade[]): BreakdownRow => rowOf(key, group, capital);
  const by = (keyOf: (trade: Trade) => string): readonly BreakdownRow[] =>
    [...grouped(trades, keyOf)].map(([key, group]) => row(key, group));
  /** In the order of the numbers; text is made of a group, not of each trade. */
  const byNumber = (
    numberOf: (trade: Trade) => number,
    keyOf: (number: number) => string,
  ): readonly BreakdownRow[] =>
    [...grouped(trades, numberOf)]
      .sort(([a], [b]) => a - b)
      .map(([number, group]) => row(keyOf(number), group));
  return {
    strategy: [...grouped(trades, ({ strategy }) => strategy)].map(([name, group]) =>
      rowOf(name, group, parts.get(name) ?? NO_MONEY),
    ),
    instrument: by(({ instrument }) => instrument),
    side: inOrder(by(({ side }) => side)),
    day: byNumber(dayOf, (day) => dateOf(day as SessionDay)),
    weekday: byNumber(weekdayOf, (weekday) => WEEKDAYS[weekday] ?? ''),
    hour: byNumber(hourOf, (hour) => String(hour).padStart(2, '0')),
  };
};

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** What 1970-01-01 was. */
const THURSDAY = 3;

const dayOf = ({ openedAt }: Trade): number => sessionDayOf(openedAt);

const weekdayOf = (trade: Trade): number => (dayOf(trade) + THURSDAY) % 7;

const hourOf = ({ openedAt }: Trade): number => Math.floor(timeOfDayOf(openedAt) / HOUR_MS);

const inOrder = (rows: readonly BreakdownRow[]): readonly BreakdownRow[] =>
  [...rows].sort((a, b) => (a.key < b.key ? -1 : 1));

const rowOf = (key: string, trades: readonly Trade[], capital: Money): BreakdownRow => ({
  key,
  netPnl: inRupees(sumOf(trades.map(({ netPnl }) => netPnl))),
  charges: inRupees(sumOf(trades.map(({ charges }) => charges))),
  ...tradeFigures(trades, capital),
});

const sumOf = (amounts: readonly Money[]): Money => amounts.reduce(plus, NO_MONEY);
