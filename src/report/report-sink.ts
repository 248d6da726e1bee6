import type { BarRow } from './bars-csv.js';
import type { DecisionRecord } from './decision-record.js';
import type { EquityRow } from './equity-row.js';
import type { PlottedRow } from './indicators-csv.js';
import type { OrderRecord } from './order-record.js';
import type { Trade } from './trade.js';

/** Takes what a report has a row for, as soon as the row is final; in the order of the belt. */
export interface ReportSink {
  trade(trade: Trade): void;
  order(record: OrderRecord): void;
  equity(row: EquityRow): void;
  decision(record: DecisionRecord): void;
  bar(row: BarRow): void;
  plotted(row: PlottedRow): void;
}

/** Keeps no rows: for runs that only want the result. */
export const noRows: ReportSink = {
  trade: () => undefined,
  order: () => undefined,
  equity: () => undefined,
  decision: () => undefined,
  bar: () => undefined,
  plotted: () => undefined,
};
