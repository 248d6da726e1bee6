import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError } from '../../domain/failure.js';
import type { MessageBatch } from '../../port/feed.js';
import { ALL_TOKENS } from '../../port/tape.js';
import { openTape } from '../tape/open-tape.js';
import { sha256Of } from './seal-segment.js';
import { segmentLines } from './segment-journal.js';
import { type SegmentFile, segmentFileOf, SESSION_FILES } from './session-files.js';
import { walMessages } from './wal-messages.js';

/**
 * Throws a DataError that names the first segment of the tape that is missing, or is not the one that was
 * recorded.
 */
export const requireSegments = async (folder: string): Promise<void> => {
  const lines = await segmentLines(folder);
  const files = await segmentFiles(folder);
  for (const { file, bytes, sha256 } of lines) {
    const path = join(folder, file);
    const size = (await stat(path).catch(() => undefined))?.size;
    if (size === undefined) throw new DataError(`${path}: this segment of the tape is missing`);
    if (size !== bytes || (await sha256Of(path)) !== sha256)
      throw new DataError(`${path}: this segment of the tape was changed after it was recorded`);
  }
  files.forEach(({ number, stem, isParquet }, i) => {
    if (number !== i + 1)
      throw new DataError(`${folder}: segment ${i + 1} of the tape is missing; there is ${number}`);
    if (isParquet && !lines.some(({ file }) => file === `${stem}.parquet`))
      throw new DataError(
        `${join(folder, stem)}.parquet: ${SESSION_FILES.segments} has no sum of this segment of the tape`,
      );
  });
};

/** The messages of a session's tape in the order in which they were recorded, those not sealed yet included. */
export async function* sessionTape(folder: string): AsyncGenerator<MessageBatch> {
  for (const { stem, isParquet } of await segmentFiles(folder)) {
    if (isParquet) {
      const tape = await openTape({ paths: [join(folder, `${stem}.parquet`)] });
      yield* tape.batches(ALL_TOKENS);
    } else yield* walMessages(join(folder, `${stem}.wal`), { cutBytes: 0 });
  }
}

/** Each segment once, in order; one that is sealed and whose original is still there as Parquet. */
const segmentFiles = async (folder: string): Promise<readonly SegmentFile[]> => {
  const byNumber = new Map<number, SegmentFile>();
  for (const name of await readdir(folder)) {
    const file = segmentFileOf(name);
    if (file !== undefined && (file.isParquet || !byNumber.has(file.number))) byNumber.set(file.number, file);
  }
  return [...byNumber.values()].sort((a, b) => a.number - b.number);
};
