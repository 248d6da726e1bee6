import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './time.js';

/** A length of time as people write it and the command line reads it: `250ms`, `5m`, `3s`; of 90 s `90s`. */
export const durationText = (ms: number): string => {
  const [unit, length] = UNITS.find(([, of]) => ms >= of && ms % of === 0) ?? ['ms', 1];
  return `${ms / length}${unit}`;
};

const UNITS = [
  ['d', DAY_MS],
  ['h', HOUR_MS],
  ['m', MINUTE_MS],
  ['s', SECOND_MS],
] as const;
