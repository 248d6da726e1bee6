import { basename } from 'node:path';
import { JournalReader } from '../adapter/journal/journal-reader.js';
import { endOf, headerOf } from '../adapter/recording/read-session.js';
import { sessionFolders } from '../adapter/recording/recover-sessions.js';
import { journalPath } from '../adapter/recording/session-files.js';
import { lockOwner } from '../adapter/recording/session-lock.js';
import type { SessionHeader } from '../codec/recording/session-header.js';
import type { Log } from '../port/log.js';

/** A recorded session, by what stands at its beginning and its end. */
export interface FoundSession {
  readonly folder: string;
  readonly header: SessionHeader;
  readonly hasEnded: boolean;
}

/**
 * The newest session of that pipeline and kind in `dir`, where it was cut off; one that runs is passed over, and an
 * older one that was cut off was left behind by whoever began the newer. What cannot be read is told to `log`.
 */
export const findUnfinished = async (
  dir: string,
  { name, kind }: Pick<SessionHeader, 'name' | 'kind'>,
  log: Log,
): Promise<FoundSession | undefined> => {
  const found: FoundSession[] = [];
  for (const folder of await sessionFolders(dir)) {
    if ((await lockOwner(folder)) !== undefined) continue;
    try {
      const session = lookAt(folder);
      if (session.header.name === name && session.header.kind === kind) found.push(session);
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      log.warn({ folder, problem }, `${folder}: cannot be read, and is left alone: ${problem}`);
    }
  }
  const newest = found.sort(byAge).at(-1);
  return newest?.hasEnded === false ? newest : undefined;
};

/** Throws a UsageError where there is no session, a DataError for a journal that is damaged. */
export const lookAt = (folder: string): FoundSession => {
  const journal = JournalReader.open(journalPath(folder));
  try {
    return { folder, header: headerOf(journal), hasEnded: endOf(journal) !== undefined };
  } finally {
    journal.close();
  }
};

/** By their starts; of sessions that began at the same time, in the order of the numbers of their folders. */
const byAge = (a: FoundSession, b: FoundSession): number =>
  a.header.startAt - b.header.startAt ||
  basename(a.folder).localeCompare(basename(b.folder), 'en', { numeric: true });
