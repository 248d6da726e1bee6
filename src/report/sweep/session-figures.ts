import type { Hurdles } from '../../domain/hurdles.js';
import { inRupees, type Money } from '../../domain/money.js';
import { dailyReturns } from '../daily-returns.js';
import { sharpe } from '../sharpe.js';
import { sortino } from '../sortino.js';
import type { SessionTrades } from './slice-sink.js';

/** A run by session: what equity was before the first and at the close of each, and what its trades came to. */
export interface SessionRun {
  readonly start: Money;
  readonly closes: readonly Money[];
  readonly trades: readonly Readonly<SessionTrades>[];
}

/** The figures that whole sessions are enough for. */
export const SESSION_FIGURES = [
  'netPnl',
  'return',
  'sharpe',
  'sortino',
  'maxDrawdown',
  'trades',
  'winRate',
  'profitFactor',
  'expectancy',
] as const;

export type SessionFigures = Readonly<Record<(typeof SESSION_FIGURES)[number], number | null>>;

/** The part of a run in sessions `[from, to)`, by their numbers. */
export const sessionsOf = ({ start, closes, trades }: SessionRun, from: number, to: number): SessionRun => ({
  start: from === 0 ? start : (closes[from - 1] ?? start),
  closes: closes.slice(from, to),
  trades: trades.slice(from, to),
});

/**
 * What the sessions of `run` came to, as a performance has it, but from closes alone: `return` is of the equity at
 * their start, null where there was none left, `maxDrawdown` from close to close. Trades count in the session in which
 * they closed.
 */
export const sessionFigures = (
  { start, closes, trades }: SessionRun,
  { riskFree, least, sessionsPerYear }: Hurdles,
): SessionFigures => {
  const returns = dailyReturns(start, closes);
  const net = (closes.at(-1) ?? start) - start;
  const [count, wins, won, lost] = trades.reduce<readonly number[]>(
    (sums, session) => sums.map((sum, i) => sum + (session[i] ?? 0)),
    [0, 0, 0, 0],
  ) as SessionTrades;
  return {
    netPnl: inRupees(net as Money),
    return: start > 0 ? net / start : null,
    sharpe: sharpe(returns, riskFree, sessionsPerYear),
    sortino: sortino(returns, least, sessionsPerYear),
    maxDrawdown: start > 0 ? deepestFall(start, closes) : null,
    trades: count,
    winRate: count === 0 ? null : wins / count,
    profitFactor: lost === 0 ? null : won / -lost,
    expectancy: count === 0 ? null : (won + lost) / count,
  };
};

/** As a ratio of the highest close before, never negative. */
const deepestFall = (start: Money, closes: readonly Money[]): number => {
  let highest: number = start;
  let deepest = 0;
  for (const close of closes) {
    highest = Math.max(highest, close);
    deepest = Math.max(deepest, 1 - close / highest);
  }
  return deepest;
};
