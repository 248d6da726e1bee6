/**
 * Omega ratio: what `returns` were above `threshold`, in all, over what they were below it. Null where none was below.
 * Source: Keating and Shadwick (2002), Journal of Performance Measurement 6(3), 59-84.
 */
export const omega = (returns: readonly number[], threshold = 0): number | null => {
  let above = 0;
  let below = 0;
  for (const r of returns) {
    if (r > threshold) above += r - threshold;
    else below += threshold - r;
  }
  return below === 0 ? null : above / below;
};
