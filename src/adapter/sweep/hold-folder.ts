import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../../domain/failure.js';
import { type FileLock, isLock, lockFile, type LockOwner, ownerText } from '../lock/file-lock.js';

/**
 * Holds the folder of a sweep for this process, made when missing: two that write at once would spoil each other's
 * rows. What a killed sweep left of a lock does not stand in the way. Rejects with a UsageError where another sweep
 * holds it, and where it cannot be written to.
 */
export const holdFolder = async (folder: string): Promise<FileLock> => {
  const path = join(folder, 'sweep.lock');
  const lock = await lockOf(folder, path);
  if (isLock(lock)) return lock;
  throw new UsageError(
    `${folder}: another sweep is writing there, ${ownerText(path, lock)}; let it end, or name another --out`,
  );
};

const lockOf = async (folder: string, path: string): Promise<FileLock | LockOwner> => {
  try {
    await mkdir(folder, { recursive: true });
    return await lockFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`cannot write the sweep to ${folder}: ${reason}`, { cause: error });
  }
};
