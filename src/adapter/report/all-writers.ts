import type { ReportWriter } from './report-writer.js';

/** Each of `writers` is told all, in this order. */
export const allWriters = (writers: readonly ReportWriter[]): ReportWriter => ({
  trade: (trade) => {
    for (const writer of writers) writer.trade(trade);
  },
  order: (record) => {
    for (const writer of writers) writer.order(record);
  },
  equity: (row) => {
    for (const writer of writers) writer.equity(row);
  },
  decision: (record) => {
    for (const writer of writers) writer.decision(record);
  },
  bar: (row) => {
    for (const writer of writers) writer.bar(row);
  },
  plotted: (row) => {
    for (const writer of writers) writer.plotted(row);
  },
  finish: (report) => {
    for (const writer of writers) writer.finish(report);
  },
  close: () => {
    for (const writer of writers) writer.close();
  },
});
