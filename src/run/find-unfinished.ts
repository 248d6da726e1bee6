import { basename } from 'node:path';
import { JournalReader } from '../adapter/journal/journal-reader.js';
import type { LockOwner } from '../adapter/lock/file-lock.js';
import { endOf, headerOf } from '../adapter/recording/read-session.js';
import { sessionFolders } from '../adapter/recording/recover-sessions.js';
import { folderNameOf, journalPath } from '../adapter/recording/session-files.js';
import { lockOwner } from '../adapter/recording/session-lock.js';
import type { SessionHeader } from '../codec/recording/session-header.js';
import { DataError } from '../domain/failure.js';
import { epochMs } from '../domain/time.js';
import type { Log } from '../port/log.js';

/** A recorded session, by what stands at its beginning and its end. */
export interface FoundSession {
  readonly folder: string;
  readonly header: SessionHeader;
  readonly hasEnded: boolean;
  /** Who records into it right now; undefined when nobody does. */
  readonly owner: LockOwner | undefined;
}

/**
 * The newest session of that pipeline and kind in `dir`, where it was cut off or still runs; an older one was left
 * behind by whoever began the newer. Rejects with a DataError where one that cannot be read may be the newest, since
 * that may have orders open; others of these are told to `log`.
 */
export const findUnfinished = async (
  dir: string,
  { name, kind }: Pick<SessionHeader, 'name' | 'kind'>,
  log: Log,
): Promise<FoundSession | undefined> => {
  const found: FoundSession[] = [];
  const unread: Unread[] = [];
  for (const folder of await sessionFolders(dir)) {
    try {
      const session = await lookAt(folder);
      if (session.header.name === name && session.header.kind === kind) found.push(session);
    } catch (error) {
      unread.push({ folder, problem: error instanceof Error ? error.message : String(error) });
    }
  }
  const newest = found.sort(byAge).at(-1);
  const first = folderNameOf(newest?.header.startAt ?? epochMs(0), kind, name);
  for (const { folder, problem } of unread) {
    if (mayBeLater(folder, first))
      throw new DataError(`${folder}: cannot be read, and may have been cut off: ${problem}`);
    log.warn({ folder, problem }, `${folder}: cannot be read, and is left alone: ${problem}`);
  }
  return newest?.hasEnded === false || newest?.owner !== undefined ? newest : undefined;
};

/** Rejects with a UsageError where there is no session, with a DataError for a journal that is damaged. */
export const lookAt = async (folder: string): Promise<FoundSession> => {
  const owner = await lockOwner(folder);
  const journal = JournalReader.open(journalPath(folder));
  try {
    return { folder, header: headerOf(journal), hasEnded: endOf(journal) !== undefined, owner };
  } finally {
    journal.close();
  }
};

interface Unread {
  readonly folder: string;
  readonly problem: string;
}

/** Whether `folder` has the name of a session of the same pipeline as the folder called `first`, and begun behind it. */
const mayBeLater = (folder: string, first: string): boolean => {
  const name = basename(folder);
  return name.slice(STAMPED).startsWith(first.slice(STAMPED)) && inOrder(first, name) < 0;
};

/** Of the name of a session's folder, its start: `2026-11-22_091500`. */
const STAMPED = 17;

/** By their starts; of sessions that began at the same time, in the order of the numbers of their folders. */
const byAge = (a: FoundSession, b: FoundSession): number =>
  a.header.startAt - b.header.startAt || inOrder(basename(a.folder), basename(b.folder));

const inOrder = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
