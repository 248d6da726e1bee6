import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './appended-file.js';
import { PART } from './session-files.js';

/** Writes `text` to `path` as a whole: whenever the process ends, the file is not there or is all there. */
export const writeWhole = async (path: string, text: string): Promise<void> => {
  const part = `${path}${PART}`;
  const file = await open(part, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await finishWhole(path);
};

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
