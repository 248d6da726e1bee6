/** The first values of an average that begins as their mean. */
export interface Seed {
  /** How many there are to be, and how many were seen. */
  readonly size: number;
  readonly seen: number;
  /** Of those seen. */
  readonly mean: number;
}

/** An average that is being begun, or has a value. */
export type Seeded = {
  readonly periods: number;
} & (
  | { readonly seed: Seed; /** Undefined until all of the seed was seen. */ readonly value: undefined }
  | { readonly seed: undefined; readonly value: number }
);

/** An average over `periods` values that begins as the mean of the first `size`. */
export const unseeded = (periods: number, size: number): Seeded => ({
  periods,
  seed: { size, seen: 0, mean: 0 },
  value: undefined,
});

/** The average with one more value of its seed, `x`. O(1). */
export const withSeed = (periods: number, { size, seen, mean }: Seed, x: number): Seeded => {
  const next = mean + (x - mean) / (seen + 1);
  return seen + 1 < size
    ? { periods, seed: { size, seen: seen + 1, mean: next }, value: undefined }
    : { periods, seed: undefined, value: next };
};
