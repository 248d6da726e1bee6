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

/** Throws a DataError with the {@link faultOf} of a session. */
export const requireWhole = async (folder: string, journal: JournalReader): Promise<void> => {
  const fault = await faultOf(folder, journal);
  if (fault !== undefined) throw new DataError(fault);
};

/**
 * The first row of a session's journal that was edited, is missing or was added, or else the first segment of its
 * tape that is missing or is not the one that was recorded; undefined where all is whole.
 */
export const faultOf = async (folder: string, journal: JournalReader): Promise<string | undefined> => {
  const fault = verifyChain(journal);
  if (fault !== undefined) return `${journal.path}: row ${fault.row} ${fault.what}`;
  for (const { n, body } of journal.ofKind(ROW.segment)) {
    const said = SegmentBody.decode(jsonOf(body ?? ''));
    if (E.isLeft(said)) return `${journal.path}: row ${n} names no segment`;
    const { file, bytes, sha256 } = said.right;
    const path = join(folder, file);
    const size = (await stat(path).catch(() => undefined))?.size;
    if (size === undefined) return `${path}: this segment of the tape is missing`;
    if (size !== bytes || (await sha256Of(path)) !== sha256)
      return `${path}: this segment of the tape was changed after it was recorded`;
  }
  return undefined;
};
