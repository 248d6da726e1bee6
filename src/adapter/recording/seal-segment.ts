import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SegmentBody } from '../../codec/recording/segment-body.js';
import { JournalReader } from '../journal/journal-reader.js';
import { tapeWriter } from '../tape/write/tape-writer.js';
import { journalPath, parquetPath, PART } from './session-files.js';
import { RECORDED, tickLines } from './tick-line.js';
import { dropPart, finishWhole } from './whole-file.js';

/** A segment of the session in `folder` that is to be turned into Parquet. */
export interface SealJob {
  readonly folder: string;
  readonly segment: string;
}

/**
 * Turns the ticks of a segment into a Parquet file, which has its name only once it is whole and on the disk. The
 * journal keeps them: they are dropped when it has the segment's sum. Rejects with what the disk says, or the reason
 * of `signal`; there is then no segment, and it can be tried again.
 */
export const sealSegment = async (
  { folder, segment }: SealJob,
  signal?: AbortSignal,
): Promise<SegmentBody> => {
  const parquet = parquetPath(folder, segment);
  const journal = JournalReader.open(journalPath(folder));
  let rows = 0;
  try {
    const writer = await tapeWriter(`${parquet}${PART}`, { ...RECORDED, format: 'parquet' });
    for (const block of journal.ticksOf(segment)) {
      for (const message of tickLines(block)) {
        await writer.append(message);
        rows += 1;
      }
      signal?.throwIfAborted();
    }
    await writer.close();
    await finishWhole(parquet);
  } catch (error) {
    await dropPart(parquet);
    throw error;
  } finally {
    journal.close();
  }
  return segmentBodyOf(parquet, rows);
};

/** What the journal says of a whole segment. */
export const segmentBodyOf = async (parquet: string, rows: number): Promise<SegmentBody> => ({
  file: basename(parquet),
  rows,
  bytes: (await stat(parquet)).size,
  sha256: await sha256Of(parquet),
});

/** SHA-256 of a file's bytes, in hexadecimal. */
export const sha256Of = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
};
