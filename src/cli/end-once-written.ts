import { SECOND_MS } from '../domain/time.js';

/**
 * Ends the process with `process.exitCode` when nothing of it is left to do, at most a second after all that it
 * wrote has been read: a socket that another library holds (a request that was given up, to a server that does not
 * close it) does not keep it alive.
 */
export const endOnceWritten = (): void => {
  setTimeout(() => {
    const isWritten = process.stdout.writableLength === 0 && process.stderr.writableLength === 0;
    if (isWritten) process.exit();
    endOnceWritten();
  }, SECOND_MS).unref(); // where nothing is left the process ends before
};
