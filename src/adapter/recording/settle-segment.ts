import { stat } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import type { SegmentBody } from '../../codec/recording/segment-body.js';
import { newRow, ROW } from '../journal/journal-row.js';
import type { JournalWriter } from '../journal/journal-writer.js';
import { countRows } from './count-rows.js';
import { type SealJob, segmentBodyOf } from './seal-segment.js';
import type { Sealer } from './seal-thread.js';
import { parquetPath } from './session-files.js';

/**
 * Turns a segment into Parquet, enters it in the journal with its sum, and drops the ticks there: in this order, so
 * that whenever the process ends, the next one finds where to go on, and no tick twice. They are dropped a block at
 * a time, between two turns of the event loop, so that the belt is not held up.
 */
export const settleSegment = async (
  job: SealJob,
  journal: JournalWriter,
  { seal }: Pick<Sealer, 'seal'>,
  signal?: AbortSignal,
): Promise<SegmentBody> => {
  const parquet = parquetPath(job.folder, job.segment);
  await journal.sync(); // or a loss of power could leave the segment with more than the journal knows of
  const isThere = (await stat(parquet).catch(() => undefined)) !== undefined;
  // It has its name, so it is whole.
  const sealed = isThere ? await segmentBodyOf(parquet, await countRows(parquet)) : await seal(job, signal);
  signal?.throwIfAborted();
  const said = { segment: job.segment, ticks: sealed.rows };
  journal.append([newRow(ROW.segment, JSON.stringify(sealed), said)], 'soon');
  await dropSealed(job.segment, journal);
  return sealed;
};

/** Drops the ticks of a segment that the journal has the sum of. */
export const dropSealed = async (segment: string, journal: JournalWriter): Promise<void> => {
  for (const n of journal.undropped(segment)) {
    journal.drop(n);
    await turn();
  }
};
