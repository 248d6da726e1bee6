import { readdir, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../port/log.js';
import { sealHere } from './seal-thread.js';
import { PART, segmentFileOf, SESSION_FILES } from './session-files.js';
import { isLock, lockSession } from './session-lock.js';
import { settleSegment } from './settle-segment.js';
import { tornBytes } from './torn-bytes.js';

/**
 * Finishes what killed or cut-off recordings in `dir`, or the one whose folder it is, left behind: ticks that
 * are not Parquet yet become so, torn last lines are cut off. Sessions that are being recorded are left alone.
 * A folder that cannot be written stays as it is; each is told to `log`.
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
  (await stat(join(folder, SESSION_FILES.header)).catch(() => undefined))?.isFile() === true;

const hasLeftovers = async (folder: string): Promise<boolean> =>
  (await readdir(folder)).some(
    (name) => name.endsWith(PART) || segmentFileOf(name)?.isParquet === false || name === SESSION_FILES.lock,
  );

const recover = async (folder: string, log: Log): Promise<void> => {
  const lock = await lockSession(folder);
  if (!isLock(lock)) {
    log.info({ folder, pid: lock.pid }, `${folder}: is being recorded by process ${lock.pid}; left alone`);
    return;
  }
  try {
    let messages = 0;
    let cutBytes = await cutJournals(folder);
    for (const name of (await readdir(folder)).sort()) {
      if (name.endsWith(PART)) await rm(join(folder, name));
      const segment = segmentFileOf(name);
      if (segment?.isParquet !== false) continue;
      const parquet = join(folder, `${segment.stem}.parquet`);
      const sealed = await settleSegment({ wal: join(folder, name), parquet }, sealHere);
      messages += sealed.line?.rows ?? 0;
      cutBytes += sealed.cutBytes;
    }
    const isWhole = (await stat(join(folder, SESSION_FILES.end)).catch(() => undefined)) !== undefined;
    const told = `${folder}: ${isWhole ? '' : 'the recording was cut off; '}${messages} messages more are Parquet now`;
    log.info({ folder, messages, cutBytes }, cutBytes === 0 ? told : `${told}, ${cutBytes} bytes were torn`);
  } finally {
    await lock.release();
  }
};

/** Cuts the last line of each journal off where it is not whole; returns how many bytes that were. */
const cutJournals = async (folder: string): Promise<number> => {
  let cut = 0;
  for (const name of [SESSION_FILES.inputs, SESSION_FILES.entries, SESSION_FILES.segments]) {
    const path = join(folder, name);
    const torn = await tornBytes(path);
    if (torn === 0) continue;
    await truncate(path, (await stat(path)).size - torn);
    cut += torn;
  }
  return cut;
};
