import type { Reading } from '../recognition/reading.js';

/**
 * From the time of a row to its own moment, which of a bar is its start. An end may be the last millisecond of
 * the bar or the first behind it.
 */
export const startOf = ({ barStamp, intervalMs }: Reading): ((at: number) => number) =>
  barStamp === 'start' ? same : (at) => (at < 0 ? at : (at % 1_000 === 999 ? at + 1 : at) - intervalMs);

const same = (at: number): number => at;
