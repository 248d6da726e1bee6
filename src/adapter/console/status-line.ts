const REDRAW_MS = 500;
const ERASE = '\r\u001b[K';

/** Shows what `text` returns on one line of stderr, a terminal, twice a second; returns what takes it away. */
export const statusLine = (text: () => string): (() => void) => {
  const draw = (): void => {
    process.stderr.write(`${ERASE}${text().slice(0, process.stderr.columns - 1)}`);
  };
  const timer = setInterval(draw, REDRAW_MS);
  return () => {
    clearInterval(timer);
    process.stderr.write(ERASE);
  };
};
