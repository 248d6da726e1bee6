/**
 * The value below which the share `p` of `values` lies, interpolated linearly on (n − 1) · p. Null for no values.
 * O(n log n).
 */
export const percentileOf = (values: readonly number[], p: number): number | null =>
  percentileOfSorted([...values].sort(ascending), p);

/** The same of values that are in ascending order. O(1). */
export const percentileOfSorted = (sorted: readonly number[], p: number): number | null => {
  const place = (sorted.length - 1) * p;
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below === undefined || above === undefined ? null : below + (above - below) * (place % 1);
};

export const ascending = (a: number, b: number): number => a - b;
