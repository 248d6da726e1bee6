import type { ReportWriter } from './report-writer.js';

/**
 * `writer` until it fails, which is told to `failed`, once; from then on its files stay as they are. For a session
 * that is not to end because a disk is full.
 */
export const lenientWriter = (writer: ReportWriter, failed: (error: unknown) => void): ReportWriter => {
  let isWriting = true;
  const tried = (write: () => void): void => {
    if (!isWriting) return;
    try {
      write();
    } catch (error) {
      isWriting = false;
      failed(error);
    }
  };
  return {
    trade: (trade) => tried(() => writer.trade(trade)),
    order: (record) => tried(() => writer.order(record)),
    equity: (row) => tried(() => writer.equity(row)),
    decision: (record) => tried(() => writer.decision(record)),
    bar: (row) => tried(() => writer.bar(row)),
    plotted: (row) => tried(() => writer.plotted(row)),
    finish: (report) => tried(() => writer.finish(report)),
    close: () => tried(() => writer.close()),
  };
};
