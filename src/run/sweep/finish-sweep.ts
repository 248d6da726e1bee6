import { join } from 'node:path';
import type { PageBundle } from '../../adapter/page/page-bundle.js';
import { writePage } from '../../adapter/page/write-page.js';
import { writeSweepTables } from '../../adapter/report/sweep-tables.js';
import { type MoreColumns, sweepTable } from '../../adapter/sweep/sweep-table.js';
import type { SweepRow } from '../../codec/sweep/row.js';
import { DataError } from '../../domain/failure.js';
import { sweepPageOf } from '../../report/sweep/sweep-page-of.js';
import { summaryOf, type SummaryOptions, type SweepSummary } from '../../report/sweep/sweep-summary.js';
import type { SweepOutcome } from './run-sweep.js';

/**
 * Writes what a sweep of the pipeline `name` came to into its folder, its page made of `bundle`, and returns it. Rejects
 * with a DataError where the disk takes it not.
 */
export const finishSweep = async (
  { folder, rows, tried, missing }: Pick<SweepOutcome, 'folder' | 'rows' | 'tried' | 'missing'>,
  name: string,
  { bundle, summary: options }: { readonly bundle: PageBundle; readonly summary: SummaryOptions },
): Promise<SweepSummary<SweepRow>> => {
  const summary = summaryOf(rows, tried, options, missing);
  try {
    await writeSweepTables(folder, sweepTable(rows, moreColumns(summary, options.ranking.figure)));
    const page = sweepPageOf(name, rows, summary, options);
    writePage(join(folder, 'sweep.html'), bundle, `Sweep of ${name} · rxtape`, page);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataError(
      `${folder}: the results cannot be written: ${reason}; the rows are kept in rows.ndjson`,
      { cause: error },
    );
  }
  return summary;
};

const moreColumns = (
  { neighbourhoods, walkForward }: SweepSummary<SweepRow>,
  figure: string,
): MoreColumns => ({
  'neighbours.rows': neighbourhoods.map(({ neighbours }) => neighbours),
  [`neighbours.median.${figure}`]: neighbourhoods.map(({ median }) => median),
  'neighbours.halfAsGood': neighbourhoods.map(({ asGood }) => asGood),
  ...(walkForward === null
    ? {}
    : {
        [`inSample.${figure}`]: walkForward.rows.map(({ inSample }) => inSample),
        [`outOfSample.${figure}`]: walkForward.rows.map(({ outOfSample }) => outOfSample),
      }),
});
