import type { Entry } from '../../src/domain/entry.js';
import type { BarRow } from '../../src/report/bars-csv.js';
import type { DecisionRecord } from '../../src/report/decision-record.js';
import type { EquityRow } from '../../src/report/equity-row.js';
import type { PlottedRow } from '../../src/report/indicators-csv.js';
import type { OrderRecord } from '../../src/report/order-record.js';
import { ReportFold } from '../../src/report/report-fold.js';
import type { ReportSink } from '../../src/report/report-sink.js';
import type { RunResult } from '../../src/report/run-result.js';
import type { Trade } from '../../src/report/trade.js';
import { frame } from './belt.js';

/** Keeps every row it is told. */
export class Rows implements ReportSink {
  readonly trades: Trade[] = [];
  readonly orders: OrderRecord[] = [];
  readonly equities: EquityRow[] = [];
  readonly decisions: DecisionRecord[] = [];
  readonly bars: BarRow[] = [];
  readonly plots: PlottedRow[] = [];

  trade(trade: Trade): void {
    this.trades.push(trade);
  }

  order(record: OrderRecord): void {
    this.orders.push(record);
  }

  equity(row: EquityRow): void {
    this.equities.push(row);
  }

  decision(record: DecisionRecord): void {
    this.decisions.push(record);
  }

  bar(row: BarRow): void {
    this.bars.push(row);
  }

  plotted(row: PlottedRow): void {
    this.plots.push(row);
  }
}

/** What a report makes of `entries`. */
export const report = (entries: readonly Entry[]): { readonly result: RunResult; readonly rows: Rows } => {
  const rows = new Rows();
  const fold = new ReportFold(frame, rows);
  for (const entry of entries) fold.take(entry);
  return { result: fold.result(), rows };
};
