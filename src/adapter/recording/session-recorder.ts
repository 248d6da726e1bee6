import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { headerText, type SessionHeader } from '../../codec/recording/session-header.js';
import { UsageError } from '../../domain/failure.js';
import type { Log } from '../../port/log.js';
import type { OrderJournal } from '../../port/order-journal.js';
import type { Recorder } from '../../port/recorder.js';
import { newRow, ROW } from '../journal/journal-row.js';
import { JournalWriter } from '../journal/journal-writer.js';
import { isLock } from '../lock/file-lock.js';
import { DiskRecorder } from './disk-recorder.js';
import { lastingFolder } from './lasting-folder.js';
import { RECORDER_LIMITS, type RecorderLimits, type RecorderStats } from './recorder-state.js';
import { recoverSessions } from './recover-sessions.js';
import { type Sealer, sealInThread } from './seal-thread.js';
import { folderNameOf, journalPath } from './session-files.js';
import { lockSession, recordedByText } from './session-lock.js';
import { SessionWriter } from './session-writer.js';
import { syncFolder } from './sync-folder.js';

export interface SessionRecorderOptions {
  /** Holds the folders of sessions; made if it is not there. */
  readonly dir: string;
  readonly header: SessionHeader;
  readonly log: Log;
  readonly limits?: Partial<RecorderLimits>;
  /** In a thread of its own when left out. */
  readonly sealer?: Sealer;
}

export interface SessionRecorder extends Recorder, OrderJournal {
  /** The session's folder. */
  readonly folder: string;
  /** Ticks, other inputs and entries that could not be recorded. */
  readonly lost: number;
  /** Writes out what came so far; resolves when it is on the disk, or the disk has refused. */
  flush(): Promise<void>;
  /** Lets go of the session's folder, as it is: without an end, it can be gone on with. */
  leave(): Promise<void>;
  stats(): RecorderStats;
}

/**
 * Begins the recording of a session in a folder of its own in `dir`; first what killed recordings left there is
 * finished. Rejects with a UsageError when the folder cannot be made or written.
 */
export const sessionRecorder = async (options: SessionRecorderOptions): Promise<SessionRecorder> => {
  const { dir, header, log } = options;
  try {
    await lastingFolder(dir);
    await recoverSessions(dir, log);
    const folder = await newFolder(dir, header);
    const lock = await lockSession(folder);
    if (!isLock(lock)) throw new Error(recordedByText(folder, lock));
    const first = newRow(ROW.session, headerText(header), { at: header.startAt });
    const journal = JournalWriter.create(journalPath(folder), first);
    await syncFolder(folder);
    await syncFolder(dir); // where the folder's own name is
    const writer = new SessionWriter(folder, journal, options.sealer ?? sealInThread(), log);
    return new DiskRecorder(folder, writer, lock, log, { ...RECORDER_LIMITS, ...options.limits });
  } catch (error) {
    throw new UsageError(
      `${dir}: cannot be recorded into: ${messageOf(error)}; free space or name another folder`,
      { cause: error },
    );
  }
};

const newFolder = async (dir: string, { startAt, kind, name }: SessionHeader): Promise<string> => {
  const plain = join(dir, folderNameOf(startAt, kind, name));
  for (let i = 1; ; i += 1) {
    const folder = i === 1 ? plain : `${plain}-${i}`;
    try {
      await mkdir(folder);
      return folder;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
