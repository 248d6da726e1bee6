import type { PageFold } from '../../report/page/page-fold.js';
import { noRows } from '../../report/report-sink.js';
import type { ReportWriter } from '../report/report-writer.js';
import { checkRoom, makeRoom } from './make-room.js';
import { pageBundle } from './page-bundle.js';
import { writePage } from './write-page.js';

/** Throws what {@link reportPageWriter} would throw for `path`, and removes nothing. */
export const checkReportPage = (path: string): void => {
  pageBundle('report');
  checkRoom(path);
};

/**
 * Hands a run's rows to `fold`, and writes the page that it comes to, to the file `path`, at the end; an earlier run's
 * is removed at once. Throws a UsageError when `path` cannot be written, or the pages are not built.
 */
export const reportPageWriter = (path: string, fold: PageFold): ReportWriter => {
  const bundle = pageBundle('report');
  makeRoom(path);
  return {
    ...noRows,
    order: (record) => fold.order(record),
    equity: (row) => fold.equity(row),
    decision: (record) => fold.decision(record),
    plotted: (row) => fold.plotted(row),
    finish: (report) => {
      const { page, details } = fold.finish(report);
      writePage(path, bundle, `${report.pipeline} · rxtape`, page, { details });
    },
    close: () => undefined,
  };
};
