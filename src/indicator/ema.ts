/** Exponential moving average, seeded with the first value; plain data. */
export interface Ema {
  readonly periods: number;
  /** Undefined before the first value. */
  readonly value: number | undefined;
  /** Values seen. */
  readonly count: number;
}

/** An average over `periods` values that has seen none. */
export const ema = (periods: number): Ema => ({ periods, value: undefined, count: 0 });

/**
 * e = alpha * x + (1 - alpha) * e before, alpha = 2 / (periods + 1); the first value is its own average. O(1).
 * Alpha is not kept: a quotient costs less than a double in a new object.
 */
export const nextEma = ({ periods, value, count }: Ema, x: number): Ema => {
  const alpha = 2 / (periods + 1);
  return { periods, value: value === undefined ? x : alpha * x + (1 - alpha) * value, count: count + 1 };
};
