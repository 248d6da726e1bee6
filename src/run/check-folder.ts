import { accessSync, constants, mkdirSync, statfsSync } from 'node:fs';
import { UsageError } from '../domain/failure.js';

/** Less than this is no room for a day: the sample day's ticks take a hundredth of it. */
const LEAST_FREE_BYTES = 100_000_000;

/**
 * Makes `dir` where it is missing, and returns its free bytes. Throws a UsageError, with `option` in it, for one
 * that cannot be written to or has less than 100 MB of room.
 */
export const checkFolder = (option: string, dir: string): number => {
  try {
    mkdirSync(dir, { recursive: true });
    accessSync(dir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new UsageError(`${option} ${dir} cannot be written to: ${messageOf(error)}`);
  }
  const { bavail, bsize } = statfsSync(dir);
  const free = bavail * bsize;
  if (free < LEAST_FREE_BYTES)
    throw new UsageError(
      `${option} ${dir} has ${Math.floor(free / 1_000_000)} MB left; a session needs 100 MB: make room, or name a folder on another disk`,
    );
  return free;
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
