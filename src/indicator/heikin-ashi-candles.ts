import type { Candle } from '../domain/candle.js';
import { heikinAshiOf } from '../domain/heikin-ashi.js';
import { isWhole } from './given.js';

/**
 * Heikin-Ashi: each candle averaged with those before it; plain data. Its prices were never traded: fill no
 * order at them.
 */
export interface HeikinAshiCandles {
  /** The last averaged candle; undefined before the first. */
  readonly value: Candle | undefined;
}

export const heikinAshiCandles: HeikinAshiCandles = { value: undefined };

/** Takes the next candle; a missing one changes nothing. O(1). */
export const nextHeikinAshiCandles = (
  state: HeikinAshiCandles,
  candle: Candle | undefined,
): HeikinAshiCandles => {
  if (!isWhole(candle)) return state;
  const { open, high, low, close } = heikinAshiOf(candle, state.value);
  return { value: { open, high, low, close, volume: candle.volume } };
};
