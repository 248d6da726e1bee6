import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SegmentLine } from '../../codec/recording/segment-line.js';
import { tapeWriter } from '../tape/write/tape-writer.js';
import { PART } from './session-files.js';
import { RECORDED } from './tick-line.js';
import { walMessages } from './wal-messages.js';
import { dropPart, finishWhole } from './whole-file.js';

/** A segment to be turned into Parquet. */
export interface SealJob {
  readonly wal: string;
  readonly parquet: string;
}

export interface Sealed {
  /** Undefined where there was no whole message. */
  readonly line: SegmentLine | undefined;
  /** Bytes behind the last whole message, which are not in it. */
  readonly cutBytes: number;
}

/**
 * Turns the ticks at `wal` into a Parquet segment, which has its name only once it is whole and on the disk.
 * The original stays: it is removed when the segment is in the journal of segments. Rejects with what the disk
 * says, or the reason of `signal`; there is then no segment, and it can be tried again.
 */
export const sealSegment = async ({ wal, parquet }: SealJob, signal?: AbortSignal): Promise<Sealed> => {
  const rest = { cutBytes: 0 };
  let rows = 0;
  const part = `${parquet}${PART}`;
  try {
    const writer = await tapeWriter(part, { ...RECORDED, format: 'parquet' });
    for await (const messages of walMessages(wal, rest)) {
      for (const message of messages) await writer.append(message);
      signal?.throwIfAborted();
      rows += messages.length;
    }
    await writer.close();
    if (rows === 0) {
      await rm(part);
      return { line: undefined, cutBytes: rest.cutBytes };
    }
    await finishWhole(parquet);
  } catch (error) {
    await dropPart(parquet);
    throw error;
  }
  return { line: await segmentLineOf(parquet, rows), cutBytes: rest.cutBytes };
};

/** What the journal of segments says of a whole one. */
export const segmentLineOf = async (parquet: string, rows: number): Promise<SegmentLine> => ({
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
