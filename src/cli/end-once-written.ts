/** What still runs when all is done and written may go on for so long. */
const LINGER_MS = 500;

/**
 * Ends the process with `process.exitCode` when all that it wrote has been read, at most half a second later: what
 * a pipeline left open, or a socket that another library holds (a call that was given up, to a server that does
 * not close it), does not keep it alive. To be called when all is done.
 */
export const endOnceWritten = (): void => {
  setTimeout(() => {
    const isWritten = process.stdout.writableLength === 0 && process.stderr.writableLength === 0;
    if (isWritten) process.exit();
    endOnceWritten();
  }, LINGER_MS).unref(); // where nothing is left the process ends before
};
