import { UsageError } from '../domain/failure.js';
import type { Candle } from '../domain/candle.js';
import type { HighLow } from './extremes.js';
import { isWhole } from './given.js';
import { factorOf } from './periods.js';

/** Parabolic stop and reverse: a stop that trails the price faster the longer a trend makes new extremes; plain data. */
export interface ParabolicSar {
  /** How much faster with each new extreme, and at most. */
  readonly step: number;
  readonly most: number;
  readonly before: HighLow | undefined;
  readonly trend: Trend | undefined;
  /** The stop of the last candle, and the side it protects; undefined until the second. */
  readonly value: { readonly sar: number; readonly side: 'long' | 'short' } | undefined;
}

interface Trend {
  readonly isLong: boolean;
  /** The stop of the next candle. */
  readonly sar: number;
  readonly extreme: number;
  readonly factor: number;
}

export const parabolicSar = (step = 0.02, most = 0.2): ParabolicSar => {
  if (factorOf('parabolicSar', most) < factorOf('parabolicSar', step))
    throw new UsageError(`parabolicSar(${step}, ${most}): the greatest factor must not be below the step`);
  return { step, most, before: undefined, trend: undefined, value: undefined };
};

/**
 * Takes the next candle; a missing one changes nothing. The first trend is up unless the second candle moved
 * more downwards; a candle that reaches the stop turns it. O(1). Source: Wilder (1978), as in TA-Lib.
 */
export const nextParabolicSar = (state: ParabolicSar, candle: Candle | undefined): ParabolicSar => {
  if (!isWhole(candle)) return state;
  const { step, most, before } = state;
  const { high, low } = candle;
  if (before === undefined) return { ...state, before: { high, low } };
  const trend = state.trend ?? firstTrend(before, candle, step);
  const last = state.trend === undefined ? candle : before; // the first trend knows no candle but its own
  const isReached = trend.isLong ? low <= trend.sar : high >= trend.sar;
  const turned = isReached ? reversed(trend, last, candle, step) : trend;
  const grown = isReached ? turned : extended(turned, candle, step, most);
  return {
    step,
    most,
    before: { high, low },
    trend: { ...grown, sar: outside(grown.isLong, nextStop(turned.sar, grown), last, candle) },
    value: { sar: turned.sar, side: turned.isLong ? 'long' : 'short' },
  };
};

const firstTrend = (before: HighLow, { high, low }: HighLow, factor: number): Trend => {
  const fall = before.low - low;
  const isLong = !(fall > 0 && fall > high - before.high);
  return isLong
    ? { isLong, sar: before.low, extreme: high, factor }
    : { isLong, sar: before.high, extreme: low, factor };
};

/** The stop is where the trend had its extreme, outside the last two candles. */
const reversed = ({ isLong, extreme }: Trend, before: HighLow, candle: HighLow, factor: number): Trend => ({
  isLong: !isLong,
  sar: outside(!isLong, extreme, before, candle),
  extreme: isLong ? candle.low : candle.high,
  factor,
});

const extended = (trend: Trend, { high, low }: HighLow, step: number, most: number): Trend => {
  const extreme = trend.isLong ? Math.max(trend.extreme, high) : Math.min(trend.extreme, low);
  return extreme === trend.extreme
    ? trend
    : { ...trend, extreme, factor: Math.min(most, trend.factor + step) };
};

const nextStop = (sar: number, { extreme, factor }: Trend): number => sar + factor * (extreme - sar);

/** `sar`, no nearer to the price than the last two candles reached. */
const outside = (isLong: boolean, sar: number, before: HighLow, { high, low }: HighLow): number =>
  isLong ? Math.min(sar, before.low, low) : Math.max(sar, before.high, high);
