import { minus, type Money, NO_MONEY } from '../domain/money.js';
import type { EpochMs } from '../domain/time.js';

/** The deepest fall of equity below its highest so far. All zero where it never fell. */
export interface Drawdown {
  /** Lowest equity less the peak before it; never positive. */
  readonly value: Money;
  /** The same as a ratio of the peak; never positive. Null for a series that starts without capital. */
  readonly ratio: number | null;
  /** From the peak until equity was back at it, or to the end where it did not come back. */
  readonly durationMs: number;
}

/** Extremes of a stretch of a run. */
export interface Stretch {
  /** Of equity. */
  readonly low: Money;
  readonly high: Money;
  /** Lowest equity / peak − 1; of rupees below the peak where there is no ratio. Never positive. */
  readonly deepest: number;
}

/**
 * Folds equity, change by change, into its deepest drawdown by ratio; by value where it starts from zero, of which there
 * is no ratio. O(1) a change, no memory of the series.
 * The peak's time is that of the last change that reached it.
 */
export class DrawdownFold {
  private peak: Money;
  private peakAt = NaN;
  private equity: Money;
  private deepestValue = NO_MONEY;
  /** The ratio, or the value. */
  private deepestBy = 0;
  private readonly hasRatio: boolean;
  private deepestFrom = 0;
  /** Undefined while the deepest drawdown lasts. */
  private recoveredAt: number | undefined = 0;
  // of the stretch so far
  private low: Money;
  private high: Money;
  private deepestHere = 0;

  constructor(start: Money) {
    this.peak = start;
    this.equity = start;
    this.low = start;
    this.high = start;
    this.hasRatio = start !== 0;
  }

  /** Says when the series begins: the time of the first peak. */
  begin(at: EpochMs): void {
    this.peakAt = at;
  }

  take(equity: Money, at: EpochMs): void {
    this.equity = equity;
    if (equity < this.low) this.low = equity;
    if (equity > this.high) this.high = equity;
    if (equity >= this.peak) {
      this.recoveredAt ??= at;
      this.peak = equity;
      this.peakAt = at;
      return;
    }
    const by = this.below;
    if (by < this.deepestHere) this.deepestHere = by;
    if (by < this.deepestBy) {
      this.deepestBy = by;
      this.deepestValue = minus(equity, this.peak);
      this.deepestFrom = this.peakAt;
      this.recoveredAt = undefined;
    }
  }

  /** How far equity is below its peak now; never positive. */
  get current(): Money {
    return minus(this.equity, this.peak);
  }

  /** Ends a stretch, which began where the one before ended, and returns its extremes, both ends included. */
  stretch(): Stretch {
    const { low, high, deepestHere } = this;
    this.low = this.equity;
    this.high = this.equity;
    this.deepestHere = this.below;
    return { low, high, deepest: deepestHere };
  }

  private get below(): number {
    return this.hasRatio ? this.equity / this.peak - 1 : this.equity - this.peak;
  }

  /** The deepest so far; one that lasts is counted to `end`. */
  deepest(end: number): Drawdown {
    return {
      value: this.deepestValue,
      ratio: this.hasRatio ? this.deepestBy : null,
      durationMs: (this.recoveredAt ?? end) - this.deepestFrom,
    };
  }
}
