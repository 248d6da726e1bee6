import { inRupees, type Money } from '../../domain/money.js';
import type { EquityRow } from '../equity-row.js';
import { CandleFold } from './candle-fold.js';
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

  take(row: EquityRow): void {
    this.whole.take(row.at, inRupees(row.equity), 0);
    this.drawdown.take(row.at, inRupees(row.drawdown), 0);
    for (const [i, fold] of this.byStrategy.entries())
      fold.take(row.at, inRupees(row.byStrategy[i] ?? row.equity), 0);
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
