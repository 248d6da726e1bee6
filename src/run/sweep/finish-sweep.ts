import { join } from 'node:path';
import type { PageBundle } from '../../adapter/page/page-bundle.js';
import { writePage } from '../../adapter/page/write-page.js';
import { writeSweepTables } from '../../adapter/report/sweep-tables.js';
import { type MoreColumns, sweepTable } from '../../adapter/sweep/sweep-table.js';
import type { SweepRow } from '../../codec/sweep/row.js';
import { DataError } from '../../domain/failure.js';
import { sweepPageOf } from '../../report/sweep/sweep-page-of.js';
import { summaryOf, type SummaryOptions, type SweepSummary } from '../../report/sweep/sweep-summary.js';
import type { PreparedSweep } from './prepare-sweep.js';
import type { SweepOutcome } from './run-sweep.js';

/** What a sweep came to, and what of it the disk took. */
export interface FinishedSweep {
  readonly summary: SweepSummary<SweepRow>;
  /** Where its page is; undefined where it could not be written. */
  readonly page: string | undefined;
  /** Why the page or a table could not be written. */
  readonly problem: DataError | undefined;
}

/**
 * Sums up a sweep, and writes its page, made of `bundle`, and its tables into its folder: each on its
 * own, since what cannot be written of one is no reason to lose the others.
 */
export const finishSweep = async (
  { folder, rows, tried, missing }: Pick<SweepOutcome, 'folder' | 'rows' | 'tried' | 'missing'>,
  { name, identity }: Pick<PreparedSweep, 'name' | 'identity'>,
  { bundle, summary: options }: { readonly bundle: PageBundle; readonly summary: SummaryOptions },
): Promise<FinishedSweep> => {
  const summary = summaryOf(rows, tried, options, missing);
  const page = join(folder, 'sweep.html');
  const noPage = await problemOf(folder, () => {
    writePage(page, bundle, `Sweep of ${name} · rxtape`, sweepPageOf(name, rows, summary, options, identity));
  });
  const noTables = await problemOf(folder, () =>
    writeSweepTables(folder, sweepTable(rows, moreColumns(summary, options.ranking.figure))),
  );
  return { summary, page: noPage === undefined ? page : undefined, problem: noPage ?? noTables };
};

/** Why `write` failed. */
const problemOf = async (
  folder: string,
  write: () => void | Promise<void>,
): Promise<DataError | undefined> => {
  try {
    await write();
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return new DataError(
      `${folder}: the results cannot be written: ${reason}; the rows are kept in rows.ndjson`,
      { cause: error },
    );
  }
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
