import type { Check } from './check.js';

/** Rejects what is not whole lots, shown slices included. */
export const lot: Check = ({ quantity, disclosed }, { instrument }) => {
  const lotSize = instrument?.lotSize ?? 1;
  if (quantity % lotSize !== 0) return `quantity ${quantity} is not whole lots of ${lotSize}`;
  if (disclosed !== undefined && disclosed % lotSize !== 0)
    return `disclosed quantity ${disclosed} is not whole lots of ${lotSize}`;
  return undefined;
};
