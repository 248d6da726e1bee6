import { stat } from 'node:fs/promises';
import * as E from 'fp-ts/lib/Either.js';
import { explain } from '../../codec/explain.js';
import { SessionEnd } from '../../codec/recording/session-end.js';
import { decodeCode, decodeHeader, type SessionHeader } from '../../codec/recording/session-header.js';
import { UnsentBody } from '../../codec/recording/order-body.js';
import { DataError, UsageError } from '../../domain/failure.js';
import { type EpochMs, epochMs } from '../../domain/time.js';
import type { Input } from '../../port/input.js';
import { JournalReader } from '../journal/journal-reader.js';
import { isEntryKind, ROW } from '../journal/journal-row.js';
import { jsonOf } from './json-of.js';
import { type SessionExtent, sessionExtent } from './session-extent.js';
import { journalPath, SESSION_FILES } from './session-files.js';
import { sessionInputs } from './session-inputs.js';

/** A recorded session, read back. It is to be closed. */
export interface RecordedSession {
  readonly folder: string;
  readonly journal: JournalReader;
  readonly header: SessionHeader;
  /** Undefined of a session that was killed. */
  readonly end: SessionEnd | undefined;
  readonly extent: SessionExtent;
  /** In the exact order, as far as that is known. Each is valid until the next is taken; may be gone through again. */
  inputs(): AsyncIterable<Iterable<Input>>;
  /** The entries that are kept in full, as far as the order is known. May be gone through again. */
  entries(): Iterable<RecordedEntry>;
  /** Orders that could not be made durable and so were not sent: why, by `seq` of what would have been sent. */
  readonly unsent: ReadonlyMap<number, string>;
  close(): void;
}

/** An entry as it was written: two are the same when their texts are. */
export interface RecordedEntry {
  /** The number of its row. */
  readonly row: number;
  readonly seq: number;
  readonly at: EpochMs;
  readonly text: string;
}

/**
 * Opens the session that was recorded into `folder`. Rejects with a UsageError where there is none, and with a
 * DataError for a journal that is not as a recording writes it.
 */
export const readSession = async (folder: string): Promise<RecordedSession> => {
  const path = journalPath(folder);
  if ((await stat(path).catch(() => undefined)) === undefined)
    throw new UsageError(
      `${folder}: no recorded session (it has no ${SESSION_FILES.journal}); name the folder of one`,
    );
  const journal = JournalReader.open(path);
  try {
    const extent = sessionExtent(journal);
    return {
      folder,
      journal,
      header: headerOf(journal),
      end: endOf(journal),
      extent,
      inputs: () => sessionInputs(folder, journal, extent.endRow),
      entries: () => entriesOf(journal, extent.endRow),
      unsent: unsentOf(journal),
      close: () => journal.close(),
    };
  } catch (error) {
    journal.close();
    throw error;
  }
};

/**
 * The header of the session of a journal, with the code that it was gone on with last. Throws a DataError where it has
 * none.
 */
export const headerOf = (journal: JournalReader): SessionHeader => {
  const row = journal.first(ROW.session);
  const header = decodeHeader(jsonOf(row?.body ?? ''));
  if (E.isLeft(header))
    throw new DataError(`${journal.path}: no header of a session: ${header.left.join('; ')}`);
  const resumed = journal.last(ROW.resumed);
  if (resumed === undefined) return header.right;
  const code = decodeCode(jsonOf(resumed.body ?? ''), header.right);
  if (E.isLeft(code))
    throw new DataError(
      `${journal.path} row ${resumed.n}: does not say what it goes on with: ${code.left.join('; ')}`,
    );
  return { ...header.right, ...code.right };
};

/** How the session of a journal ended; undefined where it did not, or was taken up again behind that. */
export const endOf = (journal: JournalReader): SessionEnd | undefined => {
  const row = journal.last(ROW.end);
  if (row === undefined || (journal.last(ROW.resumed)?.n ?? 0) > row.n) return undefined;
  const end = SessionEnd.decode(jsonOf(row.body ?? ''));
  if (E.isLeft(end))
    throw new DataError(`${journal.path} row ${row.n}: no end of a session: ${explain(end.left).join('; ')}`);
  return end.right;
};

const unsentOf = (journal: JournalReader): ReadonlyMap<number, string> =>
  new Map(
    journal.ofKind(ROW.unsent).map(({ n, seq, body }) => {
      const unsent = UnsentBody.decode(jsonOf(body ?? ''));
      if (E.isLeft(unsent) || seq === null)
        throw new DataError(`${journal.path} row ${n}: does not say what was not sent`);
      return [seq, unsent.right.reason];
    }),
  );

function* entriesOf(journal: JournalReader, endRow: number): Generator<RecordedEntry> {
  for (const { n, kind, seq, at, body } of journal.rows()) {
    if (n >= endRow) return;
    if (!isEntryKind(kind)) continue;
    if (seq === null || at === null || body === null)
      throw new DataError(`${journal.path} row ${n}: no entry: it has no number, time or text`);
    yield { row: n, seq, at: epochMs(at), text: body };
  }
}
