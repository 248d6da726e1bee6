import type { Money } from '../domain/money.js';
import type { EpochMs } from '../domain/time.js';
import type { Stretch } from './drawdown-fold.js';

/** Equity after everything up to `at`; a row of `equity.csv`. */
export interface EquityRow {
  readonly at: EpochMs;
  readonly equity: Money;
  readonly cash: Money;
  /** Equity less its peak so far; never positive. */
  readonly drawdown: Money;
  /** From the row before to this one, change by change. */
  readonly stretch: Stretch;
  /** Equity of each strategy, in declared order. */
  readonly byStrategy: readonly Money[];
}
