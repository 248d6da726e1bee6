import { rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { countRows } from './count-rows.js';
import { type Sealed, type SealJob, segmentLineOf } from './seal-segment.js';
import type { Sealer } from './seal-thread.js';
import { addSegmentLine, segmentLines } from './segment-journal.js';

/**
 * Turns a segment into Parquet, enters it in the journal of segments, and removes what it was made of: in this
 * order, so that whenever the process ends, the next one finds where to go on, and no tick twice.
 */
export const settleSegment = async (
  job: SealJob,
  { seal }: Pick<Sealer, 'seal'>,
  signal?: AbortSignal,
): Promise<Sealed> => {
  const folder = dirname(job.parquet);
  const isThere = (await stat(job.parquet).catch(() => undefined)) !== undefined;
  const sealed = isThere ? await found(job) : await seal(job, signal);
  const entered = await segmentLines(folder);
  if (sealed.line !== undefined && !entered.some(({ file }) => file === basename(job.parquet)))
    await addSegmentLine(folder, sealed.line);
  await rm(job.wal, { force: true });
  return sealed;
};

/** It has its name, so it is whole. */
const found = async ({ parquet }: SealJob): Promise<Sealed> => ({
  line: await segmentLineOf(parquet, await countRows(parquet)),
  cutBytes: 0,
});
