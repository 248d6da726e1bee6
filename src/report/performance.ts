import type { Hurdles } from '../domain/hurdles.js';
import { inRupees, plus } from '../domain/money.js';
import type { SessionDay } from '../domain/session.js';
import { exposure } from './exposure.js';
import { type FifoFigures, fifoFigures } from './fifo-figures.js';
import type { Ledger } from './ledger.js';
import { type ReturnFigures, returnFigures } from './return-figures.js';
import type { Trade } from './trade.js';
import { type TradeFigures, tradeFigures } from './trade-figures.js';
import { turnover } from './turnover.js';

/** How a strategy, or the whole, did. Money in rupees, ratios as ratios; null has no meaning for the run. */
export interface Performance extends TradeFigures, ReturnFigures {
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
  /** Growth per year over the deepest drawdown. */
  readonly calmar: number | null;
  /** Of round trips by first in, first out. */
  readonly fifo: FifoFigures;
  readonly exposure: number | null;
  readonly turnover: number | null;
  /** The most margin that the positions bound; null where none is known or nothing was held. */
  readonly peakMargin: number | null;
  /** `netPnl` over it. */
  readonly returnOnPeakMargin: number | null;
}

/** How one instrument did, of all strategies together, without what is told session by session. */
export type InstrumentPerformance = Omit<Performance, keyof BySession>;

type BySession = Pick<Performance, 'drawdowns' | 'daily' | 'monthly'>;

export const instrumentPerformanceOf = (performance: Performance): InstrumentPerformance => {
  const figures: InstrumentPerformance & { -readonly [K in keyof BySession]?: BySession[K] } = {
    ...performance,
  };
  delete figures.drawdowns;
  delete figures.daily;
  delete figures.monthly;
  return figures;
};

/** When a run was over, and its session time. */
export interface RunSpan {
  /** Last tick or fill; 0 where there was none. */
  readonly endedAt: number;
  readonly sessionMs: number;
  /** Sessions that began, in order; the last one may not be over. */
  readonly days: readonly SessionDay[];
}

/** The figures of a ledger and its closed `trades`. */
export const performanceOf = (
  ledger: Ledger,
  trades: readonly Trade[],
  span: RunSpan,
  hurdles?: Hurdles,
): Performance => {
  const closes = span.days.length === 0 ? [] : [...ledger.closes, ledger.equity];
  // The ledger of a strategy that was not declared begins with its first fill.
  const returns = returnFigures(span.days.slice(-closes.length), ledger.capital, closes, hurdles);
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
    calmar: returns.cagr === null || !drawdown.ratio ? null : returns.cagr / -drawdown.ratio,
    ...tradeFigures(trades, ledger.capital),
    fifo: fifoFigures(ledger.fifoTrips),
    exposure: exposure(exposedMs, span.sessionMs),
    turnover: turnover(ledger.traded, meanBook),
    peakMargin: ledger.peakMargin === undefined ? null : inRupees(ledger.peakMargin),
    returnOnPeakMargin: ledger.peakMargin ? ledger.netPnl / ledger.peakMargin : null,
    ...returns,
  };
};
