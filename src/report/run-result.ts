import type { DataGrade } from '../domain/data-grade.js';
import type { CloseFailed, Halted } from '../domain/entry.js';
import type { Hurdles } from '../domain/hurdles.js';
import type { Token } from '../domain/token.js';
import type { EpochMs } from '../domain/time.js';
import type { Money } from '../domain/money.js';
import type { ChargeSummary } from './charge-log.js';
import type { CurvePoint } from './curve-fold.js';
import type { FlagCounts } from './flag-counts.js';
import type { OrderRecord } from './order-record.js';
import type { InstrumentPerformance, Performance } from './performance.js';
import type { QualityRow } from './quality-log.js';
import type { Trade } from './trade.js';

/** All that a run came to. */
export interface RunResult {
  readonly pipeline: string;
  readonly capital: Money;
  /** What its returns were held against. */
  readonly hurdles: Hurdles;
  readonly digest: string;
  readonly performance: Performance;
  /** Of the whole, from one session's close to the next; the last is to the end of the run. */
  readonly dailyReturns: readonly number[];
  /** Equity of the whole over time. */
  readonly curve: readonly CurvePoint[];
  /** In declared order. */
  readonly byStrategy: ReadonlyMap<string, Performance>;
  /** Of the instruments that were traded, by name, in the pipeline's order. */
  readonly byInstrument: ReadonlyMap<string, InstrumentPerformance>;
  readonly charges: ChargeSummary;
  /** Closed trades, in the order in which they closed. */
  readonly trades: readonly Trade[];
  readonly openPositions: readonly OpenPosition[];
  readonly openOrders: readonly OrderRecord[];
  readonly counts: RunCounts;
  readonly failures: readonly FailedStrategy[];
  /** Rules on losses that were breached. */
  readonly halts: readonly Halted[];
  /** Positions that could not be closed on command. */
  readonly closeFailures: readonly CloseFailed[];
  readonly ticks: TickSummary;
}

/** A position that was not closed when the run ended. */
export interface OpenPosition {
  readonly strategy: string;
  readonly token: Token;
  readonly instrument: string;
  /** Units, negative when short. */
  readonly quantity: number;
  /** What an open unit cost, in rupees. */
  readonly averagePrice: number;
  /** The price it is valued at, in rupees. */
  readonly last: number;
  readonly value: Money;
  readonly unrealised: Money;
  /** Profit before charges of the part already closed since the position left zero, and its charges. */
  readonly realised: Money;
  readonly charges: Money;
}

export interface RunCounts {
  readonly decisions: number;
  readonly approved: number;
  /** By rule, in the order in which the rules first refused. */
  readonly refused: Readonly<Record<string, number>>;
  /** Sent to the broker. */
  readonly orders: number;
  /** Other terms sent to the broker. */
  readonly modifies: number;
  readonly cancels: number;
  readonly fills: number;
  /** Order updates that could not be: late, told twice or against the order's life. */
  readonly unexpected: number;
  readonly malformed: number;
  readonly noSnapshot: number;
  /** Ticks that were not passed on, for a flag of theirs. */
  readonly dropped: number;
  readonly wrongToken: number;
  readonly failedStrategies: number;
}

export interface FailedStrategy {
  readonly strategy: string;
  readonly token: Token;
  readonly instrument: string;
  readonly at: EpochMs;
  readonly seq: number;
  /** Kind and `seq` of the event on which it threw. */
  readonly event: string;
  readonly eventSeq: number;
  readonly message: string;
}

export interface TickSummary {
  readonly count: number;
  /** Of the first and the last tick; undefined where there was none. */
  readonly from: EpochMs | undefined;
  readonly to: EpochMs | undefined;
  readonly flags: FlagCounts;
  /** Hours of tokens in which something was odd. */
  readonly quality: readonly QualityRow[];
  /** Of each of the pipeline's instruments, those without ticks included. */
  readonly byToken: readonly TokenTicks[];
}

export interface TokenTicks {
  readonly token: Token;
  readonly instrument: string;
  readonly ticks: number;
  readonly grade: DataGrade;
}
