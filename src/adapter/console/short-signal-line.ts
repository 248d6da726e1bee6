import type { Signal } from './signal-line.js';

const COLUMNS = 77;

/**
 * A signal in 77 columns, so that it fits a terminal with an indent; without its date and strategy: time of day (IST),
 * instrument, signal, what.
 */
export const shortSignalLine = ({ at, instrument, signal, what }: Signal): string => {
  const line = `${at.slice(11, 19)}  ${instrument.padEnd(20)} ${signal.padEnd(9)} ${what}`;
  return line.length <= COLUMNS ? line : `${line.slice(0, COLUMNS - 1)}…`;
};
