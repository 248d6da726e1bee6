import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../port/log.js';
import { JournalReader } from '../journal/journal-reader.js';
import { JournalWriter } from '../journal/journal-writer.js';
import { isLock } from '../lock/file-lock.js';
import { endOf } from './read-session.js';
import { sealHere } from './seal-thread.js';
import { journalPath, PART, SESSION_FILES } from './session-files.js';
import { lockSession, recordedByText } from './session-lock.js';
import { dropSealed, settleSegment } from './settle-segment.js';

/**
 * Finishes what killed or cut-off recordings in `dir`, or the one whose folder it is, left behind: ticks that are
 * not Parquet yet become so. Sessions that are being recorded are left alone. A folder that cannot be written stays
 * as it is; each is told to `log`.
 */
export const recoverSessions = async (dir: string, log: Log): Promise<void> => {
  for (const folder of await sessionFolders(dir)) {
    try {
      if (await hasLeftovers(folder)) await recover(folder, log);
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      log.warn({ folder, problem }, `${folder}: an earlier recording cannot be finished: ${problem}`);
    }
  }
};

/** The folders of sessions: `dir` itself, or those in it. */
export const sessionFolders = async (dir: string): Promise<readonly string[]> => {
  if (await isSession(dir)) return [dir];
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(dir, name));
  const sessions = await Promise.all(folders.map(isSession));
  return folders.filter((_, i) => sessions[i]).sort();
};

const isSession = async (folder: string): Promise<boolean> =>
  (await stat(journalPath(folder)).catch(() => undefined))?.isFile() === true;

/** A recording that closed its journal has left no `-wal`; one that had no time for its last segment has ticks. */
const hasLeftovers = async (folder: string): Promise<boolean> =>
  (await readdir(folder)).some(
    (name) => name.endsWith(PART) || name.endsWith('-wal') || name === SESSION_FILES.lock,
  ) || withJournal(folder, (journal) => journal.unsettled().length > 0);

const recover = async (folder: string, log: Log): Promise<void> => {
  const lock = await lockSession(folder);
  if (!isLock(lock)) {
    log.info({ folder, pid: lock.pid }, `${recordedByText(folder, lock)}; left alone`);
    return;
  }
  try {
    for (const name of await readdir(folder)) if (name.endsWith(PART)) await rm(join(folder, name));
    const [unsettled, isWhole] = withJournal(
      folder,
      (journal) => [journal.unsettled(), endOf(journal) !== undefined] as const,
    );
    const messages = await settle(folder, unsettled);
    log.info(
      { folder, messages },
      `${folder}: ${isWhole ? '' : 'the recording was cut off; '}${messages} messages more are Parquet now`,
    );
  } finally {
    await lock.release();
  }
};

/** Seals what is not Parquet yet, and drops what is; returns how many messages it sealed. */
const settle = async (folder: string, segments: ReturnType<JournalReader['unsettled']>): Promise<number> => {
  let messages = 0;
  const journal = JournalWriter.open(journalPath(folder));
  try {
    for (const { segment, isSealed } of segments)
      if (isSealed) await dropSealed(segment, journal);
      else messages += (await settleSegment({ folder, segment }, journal, sealHere)).rows;
  } finally {
    await journal.close();
  }
  return messages;
};

const withJournal = <A>(folder: string, work: (journal: JournalReader) => A): A => {
  const journal = JournalReader.open(journalPath(folder));
  try {
    return work(journal);
  } finally {
    journal.close();
  }
};
