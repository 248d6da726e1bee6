import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { JournalReader } from '../adapter/journal/journal-reader.js';
import { ROW } from '../adapter/journal/journal-row.js';
import { endOf, headerOf } from '../adapter/recording/read-session.js';
import { faultOf } from '../adapter/recording/require-whole.js';
import { journalPath } from '../adapter/recording/session-files.js';
import { lockOwner } from '../adapter/recording/session-lock.js';
import type { JournalCheck, JournalSummary } from '../report/journal-summary.js';

/** What the journal at `path`, a file or the folder of a session, holds. Rejects with a Failure where it is none. */
export const journalSummary = async (path: string): Promise<JournalSummary> => {
  const file = fileOf(path);
  const owner = await lockOwner(dirname(file));
  return withJournal(file, (journal) => {
    const { count: rows, hash: head } = journal.head();
    const { name, kind, startAt, rxtape, feed } = headerOf(journal);
    const ended = endOf(journal) !== undefined ? 'by itself' : owner === undefined ? 'cut off' : 'it goes on';
    return {
      path: file,
      bytes: sizeOf(file) + sizeOf(`${file}-wal`),
      schema: journal.schema,
      session: { name, kind, startAt, rxtape, feed },
      ended,
      rows,
      head,
      kinds: Object.fromEntries(journal.counts().map((one) => [one.kind, one.rows])),
      ticks: journal.tickCount(),
      segments: journal.ofKind(ROW.segment).length,
      orders: journal.orderCounts(),
    };
  });
};

/** Checks the chain and the segments of the journal at `path`. Rejects with a Failure where it is none. */
export const journalCheck = async (path: string): Promise<JournalCheck> => {
  const file = fileOf(path);
  return withJournal(file, async (journal) => {
    const fault = (await faultOf(dirname(file), journal)) ?? null;
    const { count: rows, hash: head } = journal.head();
    return { path: file, rows, head, segments: journal.ofKind(ROW.segment).length, fault };
  });
};

const fileOf = (path: string): string =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? journalPath(path) : path;

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

const withJournal = async <A>(path: string, work: (journal: JournalReader) => A | Promise<A>): Promise<A> => {
  const journal = JournalReader.open(path);
  try {
    return await work(journal);
  } finally {
    journal.close();
  }
};
