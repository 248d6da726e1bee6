import type { Report, ReportTrade } from '../report.js';
import type { Candles } from './candle-fold.js';
import type { Columns } from './columns.js';

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
  readonly trades: PageRows<ReportTrade>;
  readonly decisions: PageRows<PageDecision>;
  /** Of the first decisions what they were made of: lines of `decisions.ndjson`. */
  readonly details: readonly string[];
  readonly orders: PageRows<PageOrder>;
  readonly updates: PageRows<PageUpdate>;
}

/** The first rows, by column, of as many as there were. */
export interface PageRows<Row> {
  readonly count: number;
  readonly kept: Columns<Row>;
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

/** Rows of equity.csv, folded: `high` and `low` are of the rows of each stretch. */
export interface PageEquity {
  readonly capital: number;
  readonly whole: Candles;
  /** Never above zero. */
  readonly drawdown: Candles;
  /** In the order of `strategies`. */
  readonly byStrategy: readonly Candles[];
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
  readonly verdict: 'approved' | 'refused' | null;
  /** The rule that refused. */
  readonly rule: string | null;
  readonly orderId: string;
}

/** An order as it ended, or stood at the end of the run. */
export interface PageOrder {
  readonly id: string;
  readonly strategy: number;
  readonly token: number;
  readonly side: string;
  readonly type: string;
  readonly quantity: number;
  readonly limit: number | null;
  readonly trigger: number | null;
  readonly validity: string;
  readonly product: string;
  readonly decidedAt: number;
  readonly state: string;
  readonly filled: number;
  readonly averagePrice: number | null;
  readonly charges: number;
  readonly reason: string | null;
}

/** What became of an order at a moment, its terms after it, and the execution where it was one. */
export interface PageUpdate {
  readonly at: number;
  readonly seq: number;
  readonly orderId: string;
  readonly strategy: number;
  readonly token: number;
  readonly change: string;
  readonly state: string;
  readonly side: string;
  readonly type: string;
  readonly limit: number | null;
  readonly trigger: number | null;
  readonly quantity: number | null;
  readonly price: number | null;
  readonly charges: number | null;
  readonly reason: string | null;
}
