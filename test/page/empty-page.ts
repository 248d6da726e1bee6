import { rupees } from '../../src/domain/money.js';
import { PageFold } from '../../src/report/page/page-fold.js';
import { noRows } from '../../src/report/report-sink.js';
import type { ReportPage } from '../../src/report/page/report-page.js';
import { ReportFold } from '../../src/report/report-fold.js';
import { reportOf } from '../../src/report/report-of.js';
import { facts } from '../report/facts.js';

/** The page of a run in which nothing came. */
export const emptyPage = (pipeline: string, strategy = 'alpha'): ReportPage => {
  const capital = rupees(100_000);
  const strategies = new Map([[strategy, capital]]);
  const frame = { pipeline, capital, instruments: new Map(), strategies };
  const page = new PageFold(frame);
  return page.finish(reportOf(new ReportFold(frame, noRows).result(), facts)).page;
};
