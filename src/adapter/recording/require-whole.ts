import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { SegmentBody } from '../../codec/recording/segment-body.js';
import { DataError } from '../../domain/failure.js';
import type { JournalReader } from '../journal/journal-reader.js';
import { ROW } from '../journal/journal-row.js';
import { verifyChain } from '../journal/verify-chain.js';
import { jsonOf } from './json-of.js';
import { sha256Of } from './seal-segment.js';

/**
 * Throws a DataError that names the first row of a session's journal that was edited, is missing or was added, or
 * the first segment of its tape that is missing or is not the one that was recorded.
 */
export const requireWhole = async (folder: string, journal: JournalReader): Promise<void> => {
  const fault = verifyChain(journal);
  if (fault !== undefined) throw new DataError(`${journal.path}: row ${fault.row} ${fault.what}`);
  for (const { n, body } of journal.ofKind(ROW.segment)) {
    const said = SegmentBody.decode(jsonOf(body ?? ''));
    if (E.isLeft(said)) throw new DataError(`${journal.path} row ${n}: no segment`);
    const { file, bytes, sha256 } = said.right;
    const path = join(folder, file);
    const size = (await stat(path).catch(() => undefined))?.size;
    if (size === undefined) throw new DataError(`${path}: this segment of the tape is missing`);
    if (size !== bytes || (await sha256Of(path)) !== sha256)
      throw new DataError(`${path}: this segment of the tape was changed after it was recorded`);
  }
};
