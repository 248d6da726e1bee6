/** Exponential moving average, seeded with the first value; plain data. */
export interface Ema {
  /** Weight of a new value: 2 / (periods + 1). */
  readonly alpha: number;
  /** Undefined before the first value. */
  readonly value: number | undefined;
  /** Values seen. */
  readonly count: number;
}

/** An average over `periods` values that has seen none. */
export const ema = (periods: number): Ema => ({ alpha: 2 / (periods + 1), value: undefined, count: 0 });

/** e = alpha * x + (1 - alpha) * e before; the first value is its own average. O(1). */
export const nextEma = ({ alpha, value, count }: Ema, x: number): Ema => ({
  alpha,
  value: value === undefined ? x : alpha * x + (1 - alpha) * value,
  count: count + 1,
});
