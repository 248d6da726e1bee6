import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../../domain/failure.js';

/** Takes away what stands at `path`, so that no older page is taken for one to come. Throws a UsageError where it cannot be written. */
export const makeRoom = (path: string): void => {
  try {
    mkdirSync(dirname(path), { recursive: true });
    rmSync(path, { force: true });
  } catch (error) {
    throw new UsageError(
      `cannot write the page ${path}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
};
