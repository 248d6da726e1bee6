import { inRupees, type Money } from '../../domain/money.js';
import { dateOf, sessionDayOf } from '../../domain/session.js';
import type { EquityRow } from '../equity-row.js';
import { CandleFold } from './candle-fold.js';
import type { PageEquity } from './report-page.js';

const POINTS = 4_000;

/** Folds the rows of equity into lines of bounded length, and what each session ended with. */
export class EquityFold {
  private readonly whole = new CandleFold(POINTS);
  private readonly drawdown = new CandleFold(POINTS);
  private readonly byStrategy: readonly CandleFold[];
  private readonly days = new Map<string, EquityRow>();

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
    this.days.set(dateOf(sessionDayOf(row.at)), row);
  }

  page(): PageEquity {
    return {
      capital: inRupees(this.capital),
      whole: this.whole.candles(),
      drawdown: this.drawdown.candles(),
      byStrategy: this.byStrategy.map((fold) => fold.candles()),
      days: [...this.days].map(([date, { equity, byStrategy }]) => ({
        date,
        whole: inRupees(equity),
        byStrategy: byStrategy.map(inRupees),
      })),
    };
  }
}
