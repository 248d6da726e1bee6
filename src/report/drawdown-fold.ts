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

  constructor(start: Money) {
    this.peak = start;
    this.equity = start;
    this.hasRatio = start !== 0;
  }

  /** Says when the series begins: the time of the first peak. */
  begin(at: EpochMs): void {
    this.peakAt = at;
  }

  take(equity: Money, at: EpochMs): void {
    this.equity = equity;
    if (equity >= this.peak) {
      this.recoveredAt ??= at;
      this.peak = equity;
      this.peakAt = at;
      return;
    }
    const by = this.hasRatio ? equity / this.peak - 1 : equity - this.peak;
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

  /** The deepest so far; one that lasts is counted to `end`. */
  deepest(end: number): Drawdown {
    return {
      value: this.deepestValue,
      ratio: this.hasRatio ? this.deepestBy : null,
      durationMs: (this.recoveredAt ?? end) - this.deepestFrom,
    };
  }
}
