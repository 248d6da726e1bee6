import type { Report } from '../report.js';
import type { Candles } from '../candle-fold.js';
import type { PackedRows } from './columns.js';

/**
 * What the page of a run is made of. Money and prices in rupees, moments in epoch ms; null is no value. Strategies
 * and tokens are told by their places in `strategies` and `tokens`.
 */
export interface ReportPage {
  readonly report: Omit<Report, 'trades'>;
  /** Names, in declared order. */
  readonly strategies: readonly string[];
  readonly tokens: readonly PageToken[];
  readonly equity: PageEquity;
  readonly trades: PackedRows<PageTrade>;
  readonly decisions: PackedRows<PageDecision>;
  /** Texts of reasons beyond those that there is room for: their decisions have none. */
  readonly reasonsLeftOut: number;
  /** Of how many orders it is kept what was decided on, and of how many there were. */
  readonly detailed: PageDetailed;
  readonly fills: PackedRows<PageFill>;
  readonly levels: PackedRows<PageLevel>;
}

/** An instrument, its prices, and what strategies drew over them. */
export interface PageToken {
  readonly token: string;
  readonly instrument: string;
  readonly tickSize: number | null;
  /** Last prices; the volume is what was traded since the first tick of each session. */
  readonly candles: Candles;
  readonly plots: readonly PagePlot[];
  /** Names that were plotted beyond those that are kept. */
  readonly plotsLeftOut: number;
}

/** A value that a strategy drew: the last one of each stretch of time. */
export interface PagePlot {
  readonly strategy: string;
  readonly name: string;
  readonly at: readonly number[];
  readonly value: readonly number[];
}

/** Equity over time: of the whole `high` and `low` are of every change, of a strategy of a minute's ends. */
export interface PageEquity {
  readonly capital: number;
  readonly whole: Candles;
  /** Equity / its peak − 1, of every change; without capital rupees below the peak. Never above zero. */
  readonly drawdown: Candles;
  /** In the order of `strategies`. */
  readonly byStrategy: readonly Candles[];
}

export interface PageTrade {
  readonly strategy: number;
  readonly token: number;
  /** `LONG` or `SHORT`. */
  readonly side: string;
  readonly quantity: number;
  readonly openedAt: number;
  readonly closedAt: number;
  readonly entryPrice: number;
  readonly exitPrice: number;
  readonly grossPnl: number;
  readonly charges: number;
  readonly netPnl: number;
  readonly mae: number | null;
  readonly mfe: number | null;
}

export interface PageDecision {
  readonly at: number;
  readonly seq: number;
  readonly strategy: number;
  readonly token: number;
  /** `Submit`, `Modify` or `Cancel`. */
  readonly action: string;
  readonly side: string | null;
  readonly quantity: number | null;
  /** Of the order: `MARKET`, `LIMIT`, `STOP`, `STOP_LIMIT`. */
  readonly type: string | null;
  readonly limit: number | null;
  readonly trigger: number | null;
  /** The last price that was known. */
  readonly last: number | null;
  readonly reason: string | null;
  /** `approved` or `refused`; null where the run ended before. */
  readonly verdict: string | null;
  /** The rule that refused. */
  readonly rule: string | null;
  /** What the order that it made came to; null of other decisions. */
  readonly state: string | null;
  readonly orderId: string;
}

/** An execution. */
export interface PageFill {
  readonly at: number;
  readonly token: number;
  readonly side: string;
  readonly quantity: number;
  readonly price: number;
  readonly charges: number;
  /** The place of the decision that made the order; null where it is not known any more. */
  readonly decision: number | null;
}

/** A price at which an order waited, from a moment to another; in the order in which they ended. */
export interface PageLevel {
  readonly token: number;
  readonly from: number;
  readonly to: number;
  readonly price: number;
  /** `stop` or `limit`. */
  readonly kind: string;
  readonly side: string;
}

/** Orders whose decisions the page can tell what they were made of. */
export interface PageDetailed {
  readonly executed: { readonly kept: number; readonly count: number };
  /** Orders that did not execute, refused ones among them, and what was decided on orders that were none any more. */
  readonly others: { readonly kept: number; readonly count: number };
}

/** An order's decisions, what each was made of, and what came of them. */
export interface PageDetail {
  readonly orderId: string;
  /** Places of its decisions among all, and their lines of `decisions.ndjson`. */
  readonly decisions: readonly { readonly place: number; readonly line: string }[];
  /** As it ended, or stood at the end of the run; null where none went out. */
  readonly order: PageOrder | null;
  readonly steps: readonly PageStep[];
}

export interface PageOrder {
  readonly state: string;
  readonly quantity: number;
  readonly filled: number;
  readonly averagePrice: number | null;
  readonly reason: string | null;
}

/** What became of an order at a moment, and the execution where it was one. */
export interface PageStep {
  readonly at: number;
  readonly change: string;
  readonly state: string;
  readonly quantity: number | null;
  readonly price: number | null;
  readonly charges: number | null;
  readonly reason: string | null;
}
