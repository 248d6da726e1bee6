import type { Candle } from '../domain/candle.js';
import { type Atr, atr, nextAtr } from './atr.js';
import { type Ema, ema, nextEma } from './ema.js';
import { isWhole } from './given.js';
import { factorOf } from './periods.js';

/** Keltner channel: an exponential average of the close, some average true ranges to either side; plain data. */
export interface Keltner {
  readonly width: number;
  readonly average: Ema;
  readonly range: Atr;
  /** Undefined until both the average and the range are ready. */
  readonly value: KeltnerChannel | undefined;
}

export interface KeltnerChannel {
  readonly middle: number;
  readonly upper: number;
  readonly lower: number;
}

/** `width` ranges over `rangePeriods` candles, around an average over `periods`. */
export const keltner = (periods = 20, width = 2, rangePeriods = 10): Keltner => ({
  width: factorOf('keltner', width),
  average: ema(periods),
  range: atr(rangePeriods),
  value: undefined,
});

/** Takes the next candle; a missing one changes nothing. O(1). */
export const nextKeltner = (state: Keltner, candle: Candle | undefined): Keltner => {
  if (!isWhole(candle)) return state;
  const { width } = state;
  const average = nextEma(state.average, candle.close);
  const range = nextAtr(state.range, candle);
  return { width, average, range, value: channelOf(average.value, range.value, width) };
};

const channelOf = (
  middle: number | undefined,
  range: number | undefined,
  width: number,
): KeltnerChannel | undefined =>
  middle === undefined || range === undefined
    ? undefined
    : { middle, upper: middle + width * range, lower: middle - width * range };
