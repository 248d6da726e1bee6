type Work = () => void;

let whenClosed: Work = () => process.exit(0);

/**
 * From now on, a stdout whose reader has gone (`| head`) ends the program with 0, or does what was asked for with
 * {@link onStdoutClosed}; another error of stdout is thrown. A stderr that nobody reads is no failure.
 */
export const watchOutputs = (): void => {
  let isClosed = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (isClosed) return; // what is still written goes nowhere
    if (error.code !== 'EPIPE') throw error;
    isClosed = true;
    whenClosed();
  });
  process.stderr.on('error', () => undefined);
};

/** Has `work` done, instead of an end of the program, until the returned function is called. */
export const onStdoutClosed = (work: Work): Work => {
  const before = whenClosed;
  whenClosed = work;
  return () => {
    whenClosed = before;
  };
};
