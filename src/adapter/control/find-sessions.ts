import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type SessionIdentity, SessionIdentity as IdentityCodec } from '../../codec/control/answer.js';
import { askSession, SessionRefused } from './ask-session.js';
import { isAnswered } from './is-answered.js';
import { requirePrivate } from './private-place.js';
import { pidOf } from './socket-path.js';

/** A session that runs. */
export interface FoundSession {
  /** Of its socket. */
  readonly path: string;
  readonly pid: number;
  /** Undefined of one that does not answer. */
  readonly identity: SessionIdentity | undefined;
}

const SAY_WITHIN_MS = 2_000;

/**
 * The sessions that have a control socket in `folder`, by their paths; sockets that killed processes left are swept
 * away. Rejects with a UsageError where others than this user could use the folder or a socket in it.
 */
export const findSessions = async (folder: string): Promise<readonly FoundSession[]> => {
  const files = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (files === undefined) return [];
  await requirePrivate(folder, 'folder');
  const sockets = [...files].sort().flatMap((file) => {
    const pid = pidOf(file);
    return pid === undefined ? [] : [{ path: join(folder, file), pid }];
  });
  const found = await Promise.all(sockets.map(({ path, pid }) => sessionAt(path, pid)));
  return found.filter((session) => session !== undefined);
};

const sessionAt = async (path: string, pid: number): Promise<FoundSession | undefined> => {
  if (!(await isAnswered(path))) {
    if (!isRunning(pid)) await rm(path, { force: true });
    return undefined;
  }
  const identity = await askSession(path, { ask: 'who' }, IdentityCodec, SAY_WITHIN_MS).catch(
    (error: unknown) => {
      if (error instanceof SessionRefused) return undefined;
      throw error;
    },
  );
  return { path, pid, identity };
};

/** Between its making and its opening a socket has nobody at it either; its process runs. */
const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
};

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
