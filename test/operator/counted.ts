import type { Stamp } from '../../src/domain/entry.js';
import { at } from './messages.js';

/** Numbers from `first` on; every entry is made at the open. */
export const counted = (first = 1): Stamp => {
  let next = first;
  return {
    seq: () => {
      next += 1;
      return next - 1;
    },
    now: () => at(0),
  };
};
