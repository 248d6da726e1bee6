import { open } from 'node:fs/promises';

/** Makes the names in a folder last: a new, renamed or removed file is so after a loss of power as well. */
export const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
