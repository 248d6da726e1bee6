import { type Candle, typicalPriceOf } from '../domain/candle.js';
import { isWhole } from './given.js';
import { periodsOf } from './periods.js';
import { nextSma, type Sma, sma } from './sma.js';
import { eldest, slide, type Sliding, sliding, valuesIn } from './sliding.js';

/** Commodity channel index: how far the typical price lies from its mean, in usual distances; plain data. */
export interface Cci {
  readonly window: Sliding<number>;
  readonly mean: Sma;
  /** Undefined until `periods` candles were seen; 0 where they are all alike. */
  readonly value: number | undefined;
}

export const cci = (periods = 20): Cci => ({
  window: sliding(periodsOf('cci', periods)),
  mean: sma(periods),
  value: undefined,
});

/**
 * (price - mean) / (0.015 * mean distance from the mean), of typical prices; a missing candle changes nothing.
 * O(periods) every step: all distances change with the mean. Source: Lambert (1980).
 */
export const nextCci = (state: Cci, candle: Candle | undefined): Cci => {
  if (!isWhole(candle)) return state;
  const price = typicalPriceOf(candle);
  const window = slide(state.window, price, eldest);
  const mean = nextSma(state.mean, price);
  return {
    window,
    mean,
    value: mean.value === undefined ? undefined : channelIndex(window, price, mean.value),
  };
};

const channelIndex = (window: Sliding<number>, price: number, mean: number): number => {
  let distances = 0;
  for (const x of valuesIn(window)) distances += Math.abs(x - mean);
  return distances === 0 ? 0 : (price - mean) / ((0.015 * distances) / window.size);
};
