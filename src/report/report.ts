import type { DataGrade } from '../domain/data-grade.js';
import type { HaltEnd } from '../domain/risk-rule.js';
import type { Breakdown } from './breakdown.js';
import type { Confidence } from './confidence.js';
import type { CurvePoint } from './curve-fold.js';
import type { FlagCounts } from './flag-counts.js';
import type { InstrumentPerformance, Performance } from './performance.js';
import type { RunCounts } from './run-result.js';
import type { TradeSide } from './trade.js';

/**
 * What `report.json` holds. Money in rupees, prices in rupees, ratios as ratios, times as ISO text in IST
 * (`2025-12-29T09:15:00.000+05:30`), `Ms` milliseconds; null where a figure has no meaning.
 */
export interface Report {
  /** Version of rxtape that wrote it. */
  readonly rxtape: string;
  readonly pipeline: string;
  readonly config: ReportConfig;
  readonly data: ReportData;
  /** SHA-256 of what was decided and what came of it; two runs are equal when it is. */
  readonly digest: string;
  readonly performance: Performance;
  readonly strategies: Readonly<Record<string, Performance>>;
  /** Of those that were traded, by name, in the pipeline's order; returns are on the capital of the whole. */
  readonly instruments: Readonly<Record<string, InstrumentPerformance>>;
  /** How far some of these figures can be trusted. */
  readonly confidence: ReportConfidence;
  /** Equity of the whole over time, in 400 stretches at most. */
  readonly curve: readonly CurvePoint[];
  /** Closed trades by strategy, instrument, side, day, weekday and hour. */
  readonly breakdown: Breakdown;
  readonly charges: ReportCharges;
  readonly trades: readonly ReportTrade[];
  readonly open: { readonly positions: readonly ReportPosition[]; readonly orders: readonly ReportOrder[] };
  readonly counts: RunCounts;
  readonly failures: readonly ReportFailure[];
  /** Rules on losses that were breached, in the order of time. */
  readonly halts: readonly ReportHalt[];
  /** Positions that a command to flatten could not close. */
  readonly notClosed: readonly ReportNotClosed[];
}

/** Intervals of the whole and of each strategy. */
export interface ReportConfidence {
  readonly all: Confidence;
  readonly strategies: Readonly<Record<string, Confidence>>;
}

/** What the executions cost by who took it, and the contract notes beside these estimates. */
export interface ReportCharges {
  readonly items: ReportChargeItems;
  readonly notes: readonly ReportNote[];
}

export interface ReportChargeItems {
  readonly brokerage: number;
  /** The investor protection fund's part included. */
  readonly exchange: number;
  readonly sebi: number;
  readonly stt: number;
  readonly stamp: number;
  readonly gst: number;
  readonly total: number;
}

/** Of one day and segment; its items are rounded as a broker does. */
export interface ReportNote extends ReportChargeItems {
  /** `2026-01-05`. */
  readonly date: string;
  readonly segment: string;
  /** With at least one execution. */
  readonly orders: number;
  readonly bought: number;
  readonly sold: number;
  /** The sum of what its executions were charged with. */
  readonly estimated: number;
}

export interface ReportConfig {
  readonly capital: number;
  readonly strategies: readonly StrategyConfig[];
  /** Names of the risk rules, in the order in which they are asked. */
  readonly risk: readonly string[];
  /** What else shaped the run: fills, charges, from, to. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** How orders were filled and charged, a line for people each. */
  readonly models: readonly string[];
}

export interface StrategyConfig {
  readonly name: string;
  /** Its part of the capital. */
  readonly capital: number;
  /** As decoded, defaults filled in. */
  readonly config: unknown;
}

export interface ReportData {
  readonly files: readonly ReportFile[];
  /** Rows read, of any token, bad ones included. */
  readonly rows: number;
  /** Ticks that came of them. */
  readonly ticks: number;
  /** Ticks that were not passed on, for a flag of theirs. */
  readonly dropped: number;
  /** Messages that were refused on the belt: malformed ones, and updates without a snapshot. */
  readonly refused: number;
  /** Rows passed over because they could not be decoded. */
  readonly skipped: number;
  readonly tokens: readonly ReportToken[];
  /** Of the first and the last tick; null where there was none. */
  readonly from: string | null;
  readonly to: string | null;
  /** Ticks that carried each flag, dropped ones included. */
  readonly flags: FlagCounts;
  /** Where in them: hours of tokens in which something was odd, in the order of time. */
  readonly quality: readonly ReportQuality[];
}

export interface ReportQuality {
  readonly token: string;
  readonly instrument: string;
  /** When the hour began. */
  readonly hour: string;
  /** Of the flags that there were. */
  readonly flags: Partial<FlagCounts>;
  readonly dropped: number;
}

export interface ReportFile {
  readonly path: string;
  readonly format: string;
  readonly shape: string;
  readonly bytes: number;
  readonly mapping: string;
}

export interface ReportToken {
  readonly token: string;
  readonly instrument: string;
  readonly ticks: number;
  /** What its ticks tell of the market: `none`, `last`, `touchline`, `depth` or `bars`. */
  readonly grade: DataGrade;
}

export interface ReportTrade {
  readonly strategy: string;
  readonly token: string;
  readonly instrument: string;
  readonly side: TradeSide;
  readonly quantity: number;
  readonly openedAt: string;
  readonly closedAt: string;
  readonly entryPrice: number;
  readonly exitPrice: number;
  readonly grossPnl: number;
  readonly charges: number;
  readonly netPnl: number;
  /** Worst and best excursion while it was open, in price points and in rupees before charges. */
  readonly maePoints: number | null;
  readonly mfePoints: number | null;
  readonly mae: number | null;
  readonly mfe: number | null;
  /** Share of the best excursion that the exit kept. */
  readonly exitEfficiency: number | null;
  /** What its stop would have lost; the profit after charges and the excursions in units of it. */
  readonly initialRisk: number | null;
  readonly r: number | null;
  readonly maeR: number | null;
  readonly mfeR: number | null;
  readonly entryOrder: string;
  readonly exitOrder: string;
  readonly entrySeq: number;
  readonly exitSeq: number;
}

export interface ReportPosition {
  readonly strategy: string;
  readonly token: string;
  readonly instrument: string;
  readonly quantity: number;
  readonly averagePrice: number;
  readonly last: number;
  readonly value: number;
  readonly unrealised: number;
  readonly realised: number;
  readonly charges: number;
}

/** An order as `orders.csv` has it; `seq`s are null for entries that have not come. */
export interface ReportOrder {
  readonly id: string;
  readonly strategy: string;
  readonly token: string;
  readonly instrument: string;
  readonly side: string;
  readonly type: string;
  readonly quantity: number;
  readonly limit: number | null;
  readonly trigger: number | null;
  readonly validity: string;
  readonly product: string;
  readonly disclosed: number | null;
  readonly decidedAt: string;
  readonly state: string;
  readonly filled: number;
  readonly averagePrice: number | null;
  readonly charges: number;
  readonly reason: string | null;
  readonly decisionSeq: number | null;
  readonly verdictSeq: number | null;
  readonly sentSeq: number | null;
  readonly updateSeq: number | null;
}

export interface ReportHalt {
  readonly at: string;
  readonly seq: number;
  readonly rule: string;
  /** Null for every strategy, and for every token. */
  readonly strategy: string | null;
  readonly token: string | null;
  readonly instrument: string | null;
  readonly limit: number;
  readonly actual: number;
  readonly unit: string;
  readonly until: HaltEnd;
  readonly message: string;
}

export interface ReportNotClosed {
  readonly at: string;
  readonly seq: number;
  readonly strategy: string;
  readonly token: string;
  readonly instrument: string;
  readonly quantity: number;
  readonly tries: number;
  readonly reason: string;
}

export interface ReportFailure {
  readonly strategy: string;
  readonly token: string;
  readonly instrument: string;
  readonly at: string;
  readonly seq: number;
  readonly event: string;
  readonly eventSeq: number;
  readonly message: string;
}
