import { isOnGrid } from '../../domain/tick-grid.js';
import type { Check } from './check.js';

/** Rejects a price between two ticks. */
export const tickSize: Check = ({ limit, trigger }, { instrument }) => {
  const size = instrument?.tickSize;
  if (size === undefined) return undefined;
  if (limit !== undefined && !isOnGrid(limit, size)) return `limit ${limit} is not on the grid of ${size}`;
  if (trigger !== undefined && !isOnGrid(trigger, size))
    return `trigger ${trigger} is not on the grid of ${size}`;
  return undefined;
};
