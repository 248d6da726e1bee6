/** How many values lie in `[from, to)`. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Equal bins with round edges, one of which is zero, over all of `values`: about the square root of their number. */
export const bins = (values: readonly number[]): readonly Bin[] => {
  if (values.length === 0) return [];
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const wanted = Math.min(40, Math.max(6, Math.ceil(Math.sqrt(values.length))));
  const width = rounded((high - low) / wanted || Math.abs(high) || 1);
  const first = Math.floor(low / width);
  const counts = Array.from({ length: Math.floor(high / width) - first + 1 }, () => 0);
  for (const value of values) {
    const place = Math.floor(value / width) - first;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts.map((count, i) => ({ from: (first + i) * width, to: (first + i + 1) * width, count }));
};

/** The next of 1, 2, 5, 10, 20, 50 … */
const rounded = (width: number): number => {
  const size = 10 ** Math.floor(Math.log10(width));
  return size * ([1, 2, 5, 10].find((step) => step * size >= width) ?? 10);
};
