import { inRupees, type Money } from '../domain/money.js';
import { epochMs } from '../domain/time.js';
import { istTextOf } from '../domain/session.js';
import { CandleFold } from './candle-fold.js';
import type { Stretch } from './drawdown-fold.js';

/** A stretch of the curve of equity, in rupees. */
export interface CurvePoint {
  /** When it begins. */
  readonly at: string;
  readonly low: number;
  readonly high: number;
  /** Equity at its end. */
  readonly equity: number;
}

const POINTS = 400;

/** Folds rows of equity into a curve of bounded length that keeps every extreme. Amortised O(1) a row. */
export class CurveFold {
  private readonly fold = new CandleFold(POINTS);

  take(at: number, equity: Money, { low, high }: Stretch): void {
    for (const money of [low, high, equity]) this.fold.take(at, inRupees(money), 0);
  }

  points(): readonly CurvePoint[] {
    const { at, low, high, close } = this.fold.candles();
    return at.map((from, i) => ({
      at: istTextOf(epochMs(from)),
      low: low[i] ?? 0,
      high: high[i] ?? 0,
      equity: close[i] ?? 0,
    }));
  }
}
