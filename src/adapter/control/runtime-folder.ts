import { mkdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { UsageError } from '../../domain/failure.js';
import { requirePrivate } from './private-place.js';

/** The variables of a process, as far as they are set. */
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where running sessions have their control sockets: `RXTAPE_RUNTIME_DIR`, else `rxtape` in the system's folder for
 * this user's sockets (XDG), else `rxtape-` and the user's number in that for temporary files.
 */
export const runtimeFolder = (env: Environment): string => {
  const named = env['RXTAPE_RUNTIME_DIR'];
  if (named !== undefined) return resolve(named);
  const ofUser = env['XDG_RUNTIME_DIR'];
  return ofUser === undefined ? join(tmpdir(), `rxtape-${userInfo().uid}`) : join(ofUser, 'rxtape');
};

/**
 * Makes the folder, mode 0700, if there is none. Rejects with a UsageError where it cannot be made, or where others
 * than this user could use it.
 */
export const makeRuntimeFolder = async (folder: string): Promise<void> => {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `the control folder ${folder} cannot be made: ${problem}; name another with RXTAPE_RUNTIME_DIR`,
      { cause: error },
    );
  }
  await requirePrivate(folder, 'folder');
};
