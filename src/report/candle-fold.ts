import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../domain/time.js';
import { IST_OFFSET_MS } from '../domain/session.js';

/** What one candle covers is `[at, at + widthMs)`. Columns of equal length, in the order of time. */
export interface Candles {
  readonly widthMs: number;
  readonly at: readonly number[];
  readonly open: readonly number[];
  readonly high: readonly number[];
  readonly low: readonly number[];
  readonly close: readonly number[];
  readonly volume: readonly number[];
}

/** Each is a multiple of the one before, so that candles of one make candles of the next. */
const WIDTHS_MS: readonly number[] = [
  SECOND_MS,
  5 * SECOND_MS,
  15 * SECOND_MS,
  30 * SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  DAY_MS,
];
/** All begin at a whole number of widths from here, 00:15 IST: so a session's first, at 09:15, begins with it. */
const ALIGNED_MS = 15 * MINUTE_MS - IST_OFFSET_MS;

/**
 * Folds values in the order of time into no more than `limit` candles: of a second as long as they are enough, then
 * of the next width, made of those there are. Highs, lows, first and last values and volumes stay exact. Amortised
 * O(1) a value.
 */
export class CandleFold {
  private widthMs = SECOND_MS;
  private at: number[] = [];
  private open: number[] = [];
  private high: number[] = [];
  private low: number[] = [];
  private close: number[] = [];
  private volume: number[] = [];
  /** When the last candle ends. */
  private endsAt = -Infinity;

  constructor(private readonly limit: number) {}

  take(at: number, value: number, volume: number): void {
    if (at >= this.endsAt) {
      this.begin(at, value, volume);
      return;
    }
    const i = this.at.length - 1;
    if (value > (this.high[i] ?? value)) this.high[i] = value;
    else if (value < (this.low[i] ?? value)) this.low[i] = value;
    this.close[i] = value;
    if (volume !== 0) this.volume[i] = (this.volume[i] ?? 0) + volume;
  }

  candles(): Candles {
    const { widthMs, at, open, high, low, close, volume } = this;
    return { widthMs, at, open, high, low, close, volume };
  }

  private begin(at: number, value: number, volume: number): void {
    while (at >= this.endsAt && this.at.length >= this.limit) this.widen();
    if (at < this.endsAt) {
      this.take(at, value, volume);
      return;
    }
    const start = this.startOf(at);
    this.endsAt = start + this.widthMs;
    this.at.push(start);
    this.open.push(value);
    this.high.push(value);
    this.low.push(value);
    this.close.push(value);
    this.volume.push(volume);
  }

  private startOf(at: number): number {
    return Math.floor((at - ALIGNED_MS) / this.widthMs) * this.widthMs + ALIGNED_MS;
  }

  /** Merges the candles into those of the next width. */
  private widen(): void {
    const { at, open, high, low, close, volume, widthMs } = this;
    this.widthMs = WIDTHS_MS.find((width) => width > widthMs) ?? 2 * widthMs;
    let last = -1;
    for (let i = 0; i < at.length; i += 1) {
      const start = this.startOf(at[i] ?? 0);
      if (last >= 0 && at[last] === start) {
        high[last] = Math.max(high[last] ?? 0, high[i] ?? 0);
        low[last] = Math.min(low[last] ?? 0, low[i] ?? 0);
        close[last] = close[i] ?? 0;
        volume[last] = (volume[last] ?? 0) + (volume[i] ?? 0);
        continue;
      }
      last += 1;
      at[last] = start;
      open[last] = open[i] ?? 0;
      high[last] = high[i] ?? 0;
      low[last] = low[i] ?? 0;
      close[last] = close[i] ?? 0;
      volume[last] = volume[i] ?? 0;
    }
    for (const column of [at, open, high, low, close, volume]) column.length = last + 1;
    this.endsAt = (at[last] ?? -Infinity) + this.widthMs;
  }
}
