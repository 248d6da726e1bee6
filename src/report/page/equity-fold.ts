import { inRupees, minus, type Money } from '../../domain/money.js';
import type { EquityRow } from '../equity-row.js';
import { CandleFold } from '../candle-fold.js';
import type { PageEquity } from './report-page.js';

const POINTS = 4_000;

/** Folds the rows of equity into lines of bounded length. */
export class EquityFold {
  private readonly whole = new CandleFold(POINTS);
  private readonly drawdown = new CandleFold(POINTS);
  private readonly byStrategy: readonly CandleFold[];

  constructor(
    private readonly capital: Money,
    strategies: number,
  ) {
    this.byStrategy = Array.from({ length: strategies }, () => new CandleFold(POINTS));
  }

  take({ at, equity, drawdown, stretch, byStrategy }: EquityRow): void {
    const { low, high, deepest } = stretch;
    for (const money of [low, high, equity]) this.whole.take(at, inRupees(money), 0);
    const peak = minus(equity, drawdown);
    for (const by of this.capital === 0
      ? [inRupees(deepest as Money), inRupees(drawdown)]
      : [deepest, equity / peak - 1])
      this.drawdown.take(at, by, 0);
    for (const [i, fold] of this.byStrategy.entries()) fold.take(at, inRupees(byStrategy[i] ?? equity), 0);
  }

  page(): PageEquity {
    return {
      capital: inRupees(this.capital),
      whole: this.whole.candles(),
      drawdown: this.drawdown.candles(),
      byStrategy: this.byStrategy.map((fold) => fold.candles()),
    };
  }
}
