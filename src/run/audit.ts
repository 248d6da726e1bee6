import { distance } from 'fastest-levenshtein';
import * as E from 'fp-ts/lib/Either.js';
import { JournalReader } from '../adapter/journal/journal-reader.js';
import { verifyChain } from '../adapter/journal/verify-chain.js';
import { isEntryKind, type JournalRow, ROW } from '../adapter/journal/journal-row.js';
import { jsonOf } from '../adapter/recording/json-of.js';
import { readSession } from '../adapter/recording/read-session.js';
import { sessionFolders } from '../adapter/recording/recover-sessions.js';
import { journalPath } from '../adapter/recording/session-files.js';
import { DurableBody, UnsentBody } from '../codec/recording/order-body.js';
import type { Entry } from '../domain/entry.js';
import { DataError, isFailure, UsageError } from '../domain/failure.js';
import type { Instrument } from '../domain/instrument.js';
import type { Order } from '../domain/order.js';
import type { FillRow, StoryRow } from '../report/order-story.js';

/** The chain of an order as a journal has it. */
export interface Audit {
  readonly orderId: string;
  readonly folder: string;
  /** Folders of older sessions that have an order of the same id: ids begin anew with each session. */
  readonly others: readonly string[];
  /** As it was at last. */
  readonly order: Order | undefined;
  readonly instrument: Instrument;
  readonly rows: readonly StoryRow[];
  /** All that its strategy executed on the token. */
  readonly fills: readonly FillRow[];
}

/** So many ids are named where there is none like the one asked for. */
const NAMED = 5;

/**
 * The chain of an order from the session in `path`, or of the newest of the sessions in it that has the order; also
 * of one that goes on. Older ones that have an order of that id are named. Rejects with a DataError where a row of
 * its journal was edited, is missing or was added, and where none has the order and one cannot be trusted to tell;
 * with a UsageError that names the nearest ids where all can.
 */
export const audit = async (orderId: string, path: string): Promise<Audit> => {
  const folders = [...(await sessionFolders(path))].reverse();
  if (folders.length === 0)
    throw new UsageError(`${path}: no recorded session; --journal names the folder of one`);
  for (const [i, folder] of folders.entries()) {
    if (!hasOrder(folder, orderId)) continue;
    const session = await readSession(folder);
    try {
      requireTrusted(session.journal);
      const found = session.journal.ofOrder(orderId);
      if (found.length > 0)
        return {
          ...auditOf(orderId, folder, found, session.journal, session.header.instruments),
          others: folders.slice(i + 1).filter((other) => hasOrder(other, orderId)),
        };
    } finally {
      session.close();
    }
  }
  const ids = folders.flatMap(trustedIds);
  throw new UsageError(`${path}: no order '${orderId}'; ${nearestText(orderId, ids)}`);
};

const trustedIds = (folder: string): readonly string[] => {
  const journal = JournalReader.open(journalPath(folder));
  try {
    requireTrusted(journal);
    return journal.orderIds();
  } finally {
    journal.close();
  }
};

const requireTrusted = (journal: JournalReader): void => {
  const fault = verifyChain(journal);
  if (fault !== undefined)
    throw new DataError(
      `${journal.path}: row ${fault.row} ${fault.what}; what it says of orders cannot be trusted`,
    );
};

/** One that cannot be read is not told of: it is not what was asked for. */
const hasOrder = (folder: string, orderId: string): boolean => {
  try {
    const journal = JournalReader.open(journalPath(folder));
    try {
      return journal.ofOrder(orderId).length > 0;
    } finally {
      journal.close();
    }
  } catch (error) {
    if (isFailure(error)) return false;
    throw error;
  }
};

const auditOf = (
  orderId: string,
  folder: string,
  found: readonly JournalRow[],
  journal: JournalReader,
  instruments: readonly Instrument[],
): Omit<Audit, 'others'> => {
  const rows = found.map((row) => storyRowOf(journal.path, row));
  const entries = rows.flatMap((row) => (row.kind === 'entry' ? [row.entry] : []));
  const { token, strategy } = found[0] ?? {};
  const instrument = instruments.find((one) => one.token === token);
  if (instrument === undefined)
    throw new DataError(`${journal.path}: no instrument ${token ?? ''} in its header`);
  const orders = entries.flatMap((entry) =>
    'order' in entry && entry.order !== undefined ? [entry.order] : [],
  );
  const fills = journal
    .rowsWhere(
      "kind = 'OrderUpdate' and token = ? and strategy = ? order by n",
      instrument.token,
      strategy ?? '',
    )
    .flatMap((row) => fillOf(storyRowOf(journal.path, row)));
  return { orderId, folder, order: orders.at(-1) as Order | undefined, instrument, rows, fills };
};

const fillOf = (row: StoryRow): readonly FillRow[] =>
  row.kind === 'entry' && row.entry.kind === 'OrderUpdate' && row.entry.fill !== undefined
    ? [{ row: row.row, fill: row.entry.fill }]
    : [];

/** What a row says; entries are as the belt wrote them, so their shape is not looked at again. */
const storyRowOf = (path: string, { n, kind, seq, body }: JournalRow): StoryRow => {
  const json = jsonOf(body ?? '');
  if (isEntryKind(kind)) return { kind: 'entry', row: n, entry: json as Entry };
  const durable = DurableBody.decode(json);
  if (kind === ROW.durable && E.isRight(durable) && seq !== null)
    return { kind: 'durable', row: n, seq, ms: durable.right.ms };
  const unsent = UnsentBody.decode(json);
  if (kind === ROW.unsent && E.isRight(unsent) && seq !== null)
    return { kind: 'unsent', row: n, seq, reason: unsent.right.reason };
  throw new DataError(`${path} row ${n}: says nothing of an order`);
};

const nearestText = (asked: string, ids: readonly string[]): string => {
  if (ids.length === 0) return 'there is no order at all';
  const nearest = [...new Set(ids)]
    .map((id) => ({ id, edits: distance(asked, id) }))
    .sort((a, b) => a.edits - b.edits || (a.id < b.id ? -1 : 1))
    .slice(0, NAMED);
  return `nearest: ${nearest.map(({ id }) => id).join(', ')}`;
};
