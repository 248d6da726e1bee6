import { HOUR_MS, MINUTE_MS, SECOND_MS } from './time.js';

/** A length of time for people, in its two largest units: `250 ms`, `1.5 s`, `17 min 42 s`, `3 days 4 h`. */
export const lengthText = (ms: number): string => {
  if (ms < SECOND_MS) return `${Math.round(ms)} ms`;
  if (ms < MINUTE_MS) return `${Number((ms / SECOND_MS).toFixed(1))} s`;
  const seconds = Math.round(ms / SECOND_MS);
  if (ms < HOUR_MS) return joined(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.round(ms / MINUTE_MS);
  const hours = Math.floor(minutes / 60);
  return hours < 48
    ? joined(hours, 'h', minutes % 60, 'min')
    : joined(Math.floor(hours / 24), 'days', hours % 24, 'h');
};

const joined = (large: number, largeUnit: string, small: number, smallUnit: string): string =>
  `${large} ${largeUnit}${small === 0 ? '' : ` ${small} ${smallUnit}`}`;
