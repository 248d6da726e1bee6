import { sweepTable } from '../../adapter/sweep/sweep-table.js';
import { writeTables } from '../../adapter/sweep/write-tables.js';
import type { SweepRow } from '../../codec/sweep/row.js';
import { summaryOf, type SummaryOptions, type SweepSummary } from '../../report/sweep/sweep-summary.js';
import type { SweepOutcome } from './run-sweep.js';

/** Writes what a sweep that is done came to into its folder, and returns it. Rejects with a DataError where the disk takes it not. */
export const finishSweep = async (
  { folder, rows, tried }: SweepOutcome,
  options: SummaryOptions,
): Promise<SweepSummary<SweepRow>> => {
  const summary = summaryOf(rows, tried, options);
  const { walkForward } = summary;
  const { figure } = options.ranking;
  const more =
    walkForward === null
      ? {}
      : {
          [`inSample.${figure}`]: walkForward.rows.map(({ inSample }) => inSample),
          [`outOfSample.${figure}`]: walkForward.rows.map(({ outOfSample }) => outOfSample),
        };
  await writeTables(folder, sweepTable(rows, more));
  return summary;
};
