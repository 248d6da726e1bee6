import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../../domain/failure.js';

/** Throws a UsageError where no page can be written to `path`; makes its folder, and leaves what stands there. */
export const checkRoom = (path: string): void => {
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) throw new Error('it is no file');
    const partial = `${path}.partial`;
    writeFileSync(partial, '');
    rmSync(partial);
  } catch (error) {
    throw new UsageError(
      `cannot write the page ${path}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
};

/** Takes away what stands at `path`, so that no older page is taken for one to come. Throws as {@link checkRoom}. */
export const makeRoom = (path: string): void => {
  checkRoom(path);
  rmSync(path, { force: true });
};
