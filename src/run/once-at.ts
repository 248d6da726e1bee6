import type { Entry } from '../domain/entry.js';
import type { EpochMs } from '../domain/time.js';
import type { Reader } from './read-entries.js';

/** Does `work` at the first entry of that time or later. */
export const onceAt = (at: EpochMs, work: () => void): Reader => {
  let isDone = false;
  return (entry: Entry) => {
    if (isDone || entry.at < at) return;
    isDone = true;
    work();
  };
};
