import { bootstrap, type Interval, RESAMPLING } from './bootstrap.js';
import { expectancy } from './expectancy.js';
import { sharpe } from './sharpe.js';

/** Of fewer trades, or days, no interval is told: they do not show what could have been. */
const FEWEST = 20;
/** Sessions in a row, since a day's return is not without its neighbours'. */
const BLOCK = 5;

/** Where a figure lies with 95 % confidence, by a bootstrap; null for fewer than 20 trades, or sessions. */
export interface Confidence {
  /** Mean profit of a trade, in the money of its profits; trades are drawn one by one. */
  readonly expectancy: Interval | null;
  /** Of a year; daily returns are drawn five in a row. */
  readonly sharpe: Interval | null;
}

/** Of the `profits` of trades and daily `returns`, these above `riskFree` a year. */
export const confidenceOf = (
  profits: readonly number[],
  returns: readonly number[],
  riskFree = 0,
): Confidence => ({
  expectancy: profits.length < FEWEST ? null : bootstrap(profits, expectancy),
  sharpe:
    returns.length < FEWEST
      ? null
      : bootstrap(returns, (resample) => sharpe(resample, riskFree), { ...RESAMPLING, block: BLOCK }),
});
