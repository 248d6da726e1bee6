import * as E from 'fp-ts/lib/Either.js';
import { LossBody } from '../../codec/recording/loss-body.js';
import { DataError } from '../../domain/failure.js';
import type { EpochMs } from '../../domain/time.js';
import type { JournalReader } from '../journal/journal-reader.js';
import { isEntryKind, ROW } from '../journal/journal-row.js';
import { lastOfRuns } from '../journal/seq-runs.js';
import { inputOf } from './input-of.js';
import { jsonOf } from './json-of.js';

/** How far a session is known in the exact order of all that came and followed: to its end, or to the first loss. */
export interface SessionExtent {
  /** Messages of the tape up to there, and other inputs. */
  readonly touchlines: number;
  readonly others: number;
  /** The last entry of the belt: its number, and its time; undefined when there is none. */
  readonly seq: number;
  readonly at: EpochMs | undefined;
  /** What was lost behind that; undefined where nothing was. */
  readonly lost: LossBody | undefined;
  /** The row at which it ends: that of the loss, or the one behind the last. */
  readonly endRow: number;
}

/** Reads the journal through once. Throws a DataError for a row that is no input,
 * or does not say what was lost. */
export const sessionExtent = (journal: JournalReader): SessionExtent => {
  let [touchlines, others, seq, last] = [0, 0, 0, 0];
  let at: EpochMs | undefined;
  for (const row of journal.rows()) {
    if (row.kind === ROW.lost)
      return { touchlines, others, seq, at, lost: lossOf(journal.path, row), endRow: row.n };
    if (row.kind === ROW.ticks) touchlines += row.ticks ?? 0;
    if (row.kind === ROW.input) {
      inputOf(journal.path, row);
      others += 1;
    }
    const isKnown = row.kind === ROW.ticks || row.kind === ROW.through || isEntryKind(row.kind);
    const to = !isKnown ? 0 : row.seqs === null ? (row.seq ?? 0) : lastOfRuns(row.seqs);
    if (to > seq) {
      seq = to;
      at = row.at ?? undefined;
    }
    last = row.n;
  }
  return { touchlines, others, seq, at, lost: undefined, endRow: last + 1 };
};

const lossOf = (
  path: string,
  { n, body }: { readonly n: number; readonly body: string | null },
): LossBody => {
  const loss = LossBody.decode(jsonOf(body ?? ''));
  if (E.isLeft(loss)) throw new DataError(`${path} row ${n}: does not say what was lost`);
  return loss.right;
};
