import { readSession, type RecordedSession } from '../adapter/recording/read-session.js';
import { recoverSessions } from '../adapter/recording/recover-sessions.js';
import { lockOwner, recordedByText } from '../adapter/recording/session-lock.js';
import { UsageError } from '../domain/failure.js';
import type { Log } from '../port/log.js';

/**
 * Opens the session that was recorded into `folder`; what a killed one left is finished first. Rejects with a
 * UsageError for a folder that holds no session, or one that is still being recorded, and with a DataError for a journal
 * that cannot be read, of which nothing is touched.
 */
export const finishedSession = async (folder: string, log: Log): Promise<RecordedSession> => {
  const owner = await lockOwner(folder);
  if (owner !== undefined) throw new UsageError(`${recordedByText(folder, owner)}; wait for its end`);
  (await readSession(folder)).close();
  await recoverSessions(folder, log);
  return readSession(folder);
};
