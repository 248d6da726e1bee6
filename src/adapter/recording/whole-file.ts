import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './sync-folder.js';
import { PART } from './session-files.js';

/** Gives what lies whole at `path`.part its name. */
export const finishWhole = async (path: string): Promise<void> => {
  const part = `${path}${PART}`;
  const file = await open(part, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, path);
  await syncFolder(dirname(path));
};

/** Does away with what was begun of `path` and never finished. */
export const dropPart = (path: string): Promise<void> => rm(`${path}${PART}`, { force: true });
