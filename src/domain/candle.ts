import type { EpochMs } from './time.js';

/** Prices (rupees) and units traded over some stretch of time. */
export interface Candle {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** A candle that knows when it opened, and so which session it is of. */
export interface TimedCandle extends Candle {
  readonly openAt: EpochMs;
}

/** What a candle traded at, on the whole: (high + low + close) / 3. */
export const typicalPriceOf = ({ high, low, close }: Candle): number => (high + low + close) / 3;
