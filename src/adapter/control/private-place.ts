import { lstat } from 'node:fs/promises';
import { UsageError } from '../../domain/failure.js';

const OTHERS = 0o077;

/**
 * Rejects with a UsageError where others than this user could come to `path`, a folder or a socket: where it
 * belongs to somebody else, where its mode lets others in, where it is something else, or another place's name.
 * Rejects as the system does where there is none. A system without users and modes has nothing to check.
 */
export const requirePrivate = async (path: string, kind: 'folder' | 'socket'): Promise<void> => {
  const found = await lstat(path);
  const own = process.getuid?.();
  if (own === undefined) return;
  const isKind = kind === 'folder' ? found.isDirectory() : found.isSocket();
  if (!isKind) throw new UsageError(`the control ${kind} ${path} is no ${kind}; remove it, or ${ELSEWHERE}`);
  if (found.uid !== own)
    throw new UsageError(`the control ${kind} ${path} belongs to user ${found.uid}; ${ELSEWHERE}`);
  if ((found.mode & OTHERS) !== 0)
    throw new UsageError(
      `the control ${kind} ${path} has mode ${(found.mode & 0o777).toString(8).padStart(4, '0')}, so others on this machine could command the session; run: chmod ${kind === 'folder' ? '700' : '600'} ${path}`,
    );
};

const ELSEWHERE = 'name another folder with RXTAPE_RUNTIME_DIR';
