import { inRupees, plus } from '../domain/money.js';
import { dailyReturns } from './daily-returns.js';
import { expectancy } from './expectancy.js';
import { exposure } from './exposure.js';
import type { Ledger } from './ledger.js';
import { profitFactor } from './profit-factor.js';
import { sharpe } from './sharpe.js';
import { sortino } from './sortino.js';
import type { Trade } from './trade.js';
import { turnover } from './turnover.js';
import { winRate } from './win-rate.js';

/** How a strategy, or the whole, did. Money in rupees, ratios as ratios; null has no meaning for the run. */
export interface Performance {
  /** Profit after charges, open positions at their last prices. */
  readonly netPnl: number;
  /** Profit before charges: `netPnl` + `charges`. */
  readonly grossPnl: number;
  readonly charges: number;
  /** `netPnl` over the capital: the pipeline's, or the strategy's part of it. */
  readonly return: number | null;
  readonly maxDrawdown: {
    readonly value: number;
    readonly ratio: number | null;
    readonly durationMs: number;
  };
  /** Closed trades. */
  readonly trades: number;
  readonly winRate: number | null;
  readonly profitFactor: number | null;
  readonly expectancy: number | null;
  readonly sharpe: number | null;
  readonly sortino: number | null;
  readonly exposure: number | null;
  readonly turnover: number | null;
}

/** When a run was over, and how much session time it had. */
export interface RunSpan {
  /** Last tick or fill; 0 where there was none. */
  readonly endedAt: number;
  readonly sessionMs: number;
}

/** The figures of a ledger and its closed `trades`. */
export const performanceOf = (ledger: Ledger, trades: readonly Trade[], span: RunSpan): Performance => {
  const profits = trades.map((trade) => inRupees(trade.netPnl));
  const returns = dailyReturns(ledger.capital, [...ledger.closes, ledger.equity]);
  const drawdown = ledger.drawdown.deepest(span.endedAt);
  const { exposedMs, meanBook } = ledger.timeWeighted(span.sessionMs);
  return {
    netPnl: inRupees(ledger.netPnl),
    grossPnl: inRupees(plus(ledger.netPnl, ledger.charges)),
    charges: inRupees(ledger.charges),
    return: ledger.capital === 0 ? null : ledger.netPnl / ledger.capital,
    maxDrawdown: {
      value: inRupees(drawdown.value),
      ratio: drawdown.ratio,
      durationMs: drawdown.durationMs,
    },
    trades: trades.length,
    winRate: winRate(profits),
    profitFactor: profitFactor(profits),
    expectancy: expectancy(profits),
    sharpe: sharpe(returns),
    sortino: sortino(returns),
    exposure: exposure(exposedMs, span.sessionMs),
    turnover: turnover(ledger.traded, meanBook),
  };
};
