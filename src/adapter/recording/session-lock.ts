import { join } from 'node:path';
import { type FileLock, lockFile, lockFileOwner, type LockOwner, ownerText } from '../lock/file-lock.js';
import { SESSION_FILES } from './session-files.js';

/** Takes the folder of a session for this process, as long as it runs; returns who holds it where somebody does. */
export const lockSession = (folder: string): Promise<FileLock | LockOwner> => lockFile(lockIn(folder));

/** Who records into the folder right now; undefined when nobody does. */
export const lockOwner = (folder: string): Promise<LockOwner | undefined> => lockFileOwner(lockIn(folder));

/** For people: who records into `folder`. */
export const recordedByText = (folder: string, owner: LockOwner): string =>
  `${folder}: is being recorded by ${ownerText(lockIn(folder), owner)}`;

const lockIn = (folder: string): string => join(folder, SESSION_FILES.lock);
