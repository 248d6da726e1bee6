import type { Report } from '../report.js';

/** What the page of a run is made of. */
export interface ReportPage {
  readonly report: Report;
}
