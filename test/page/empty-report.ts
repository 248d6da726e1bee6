import { rupees } from '../../src/domain/money.js';
import { reportOf } from '../../src/report/report-of.js';
import { ReportFold } from '../../src/report/report-fold.js';
import { noRows } from '../../src/report/report-sink.js';
import type { Report } from '../../src/report/report.js';
import { facts } from '../report/facts.js';

/** The report of a run in which nothing came. */
export const emptyReport = (pipeline: string): Report => {
  const capital = rupees(100_000);
  const strategies = new Map([['alpha', capital]]);
  const fold = new ReportFold({ pipeline, capital, instruments: new Map(), strategies }, noRows);
  return reportOf(fold.result(), facts);
};
