import type { Candle } from './candle.js';
import type { Price } from './money.js';
import type { EpochMs } from './time.js';
import type { Token } from './token.js';

/**
 * What was traded of one token over a time, told when that time is over: it never changes again. Prices are last
 * prices, in rupees; those of Heikin-Ashi are averages, at which nothing was traded.
 */
export interface Bar extends Candle {
  readonly kind: 'Bar';
  readonly seq: number;
  /** When it was told, on the world's clock. */
  readonly at: EpochMs;
  /** `seq` of the tick, or the second of the clock, that showed that it is over. */
  readonly cause: number;
  readonly token: Token;
  /** What cut it, as it was asked for: `5m`, `ticks(100)`. */
  readonly spec: string;
  /** Of bars of time the interval `[openAt, closeAt)`; of others the times of the first and the last tick. */
  readonly openAt: EpochMs;
  readonly closeAt: EpochMs;
  readonly open: Price;
  readonly high: Price;
  readonly low: Price;
  readonly close: Price;
  /** Units traded; 0 where the feed tells no volume. */
  readonly volume: number;
  /** Ticks that told of a trade; 0 in a bar that only carries the last price on. */
  readonly ticks: number;
  /** The last that was told; undefined where none was. */
  readonly openInterest: number | undefined;
}
