import type { Candle } from '../domain/candle.js';

/**
 * Whether `x` is a number to go on with. An indicator passes over what is missing: a NaN taken into an average
 * would never leave it.
 */
export const isGiven = (x: number | undefined): x is number => Number.isFinite(x);

/** The same of all that a candle has. */
export const isWhole = <A extends Candle>(candle: A | undefined): candle is A =>
  candle !== undefined &&
  isGiven(candle.open) &&
  isGiven(candle.high) &&
  isGiven(candle.low) &&
  isGiven(candle.close) &&
  isGiven(candle.volume);
