import { codeText, type SessionCode } from '../../codec/recording/session-header.js';
import { DataError, UsageError } from '../../domain/failure.js';
import type { Log } from '../../port/log.js';
import { newRow, ROW } from '../journal/journal-row.js';
import { JournalWriter } from '../journal/journal-writer.js';
import { type FileLock, isLock } from '../lock/file-lock.js';
import { DiskRecorder } from './disk-recorder.js';
import { readSession, type RecordedSession } from './read-session.js';
import { RECORDER_LIMITS, type RecorderLimits } from './recorder-state.js';
import { recoverSessions } from './recover-sessions.js';
import { requireWhole } from './require-whole.js';
import { type Sealer, sealInThread } from './seal-thread.js';
import { journalPath, segmentNumber } from './session-files.js';
import { lockSession, recordedByText } from './session-lock.js';
import type { SessionRecorder } from './session-recorder.js';
import { SessionWriter } from './session-writer.js';

export interface ResumeOptions {
  readonly folder: string;
  /** With which it goes on. */
  readonly code: SessionCode;
  readonly log: Log;
  readonly limits?: Partial<RecorderLimits>;
  /** In a thread of its own when left out. */
  readonly sealer?: Sealer;
}

/**
 * Takes up the recording in `folder` where it was cut off or ended, and gives what is recorded there, which is to be
 * closed. Nothing is written before the first that is new. Rejects with a UsageError where another process records
 * into it, and with a DataError for a journal that was changed, is damaged or lacks something, which stays as it is.
 */
export const resumeRecorder = async (
  options: ResumeOptions,
): Promise<{ readonly recorder: SessionRecorder; readonly session: RecordedSession }> => {
  const { folder, log } = options;
  await recoverSessions(folder, log);
  const lock = await lockSession(folder);
  if (!isLock(lock)) throw new UsageError(recordedByText(folder, lock));
  let session: RecordedSession | undefined;
  try {
    session = await readSession(folder);
    await requireWhole(folder, session.journal);
    return { session, recorder: recorderOf(session, lock, options) };
  } catch (error) {
    session?.close();
    await lock.release();
    throw error;
  }
};

const recorderOf = (
  { folder, journal, extent }: RecordedSession,
  lock: FileLock,
  { code, log, limits, sealer }: ResumeOptions,
): SessionRecorder => {
  const { touchlines, others, seq, at, lost } = extent;
  if (lost !== undefined)
    throw new DataError(
      `${folder}: cannot go on: its recording lacks ${lost.touchlines} ticks, ${lost.others} other inputs and ` +
        `${lost.entries} entries, so that nobody knows how it stood; --fresh begins anew`,
    );
  const segment = journal.last(ROW.ticks)?.segment ?? undefined;
  const writer = new SessionWriter(
    folder,
    JournalWriter.open(journalPath(folder)),
    sealer ?? sealInThread(),
    log,
  );
  return new DiskRecorder(
    folder,
    writer,
    lock,
    log,
    { ...RECORDER_LIMITS, ...limits },
    {
      touchlines,
      others,
      seq,
      segments: segment === undefined ? 0 : segmentNumber(segment),
      preface: newRow(ROW.resumed, codeText(code), at === undefined ? {} : { at }),
    },
  );
};
