import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../../domain/failure.js';
import type { ReportPage } from '../../report/page/report-page.js';
import { noRows } from '../../report/report-sink.js';
import type { ReportWriter } from '../report/report-writer.js';
import { pageBundle } from './page-bundle.js';
import { writePage } from './write-page.js';

/**
 * Writes the page of a run to the file `path` when it is over; an earlier run's is removed at once. Throws a
 * UsageError when `path` cannot be written, or the pages are not built.
 */
export const reportPageWriter = (path: string): ReportWriter => {
  const bundle = pageBundle('report');
  makeRoom(path);
  return {
    ...noRows,
    finish: (report) => {
      const page: ReportPage = { report };
      writePage(path, bundle, `${report.pipeline} · rxtape`, page);
    },
    close: () => undefined,
  };
};

const makeRoom = (path: string): void => {
  try {
    mkdirSync(dirname(path), { recursive: true });
    rmSync(path, { force: true });
  } catch (error) {
    throw new UsageError(
      `cannot write the page ${path}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
};
