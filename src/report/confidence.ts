import { type Hurdles, NO_HURDLES } from '../domain/hurdles.js';
import { bootstrap, type Interval, RESAMPLING } from './bootstrap.js';
import { expectancy } from './expectancy.js';
import { meanInterval } from './mean-interval.js';
import { sharpe } from './sharpe.js';

/** Of fewer trades, or days, no interval is told: they do not show what could have been. */
const FEWEST = 20;
/** Of more trades their mean is as good as normal, and they are too many to draw 2,000 times. */
const MOST_DRAWN = 2000;
/** Sessions in a row, since a day's return is not without its neighbours'. */
const BLOCK = 5;

/** Where a figure lies with 95 % confidence; null for fewer than 20 trades, or sessions. */
export interface Confidence {
  /** Mean profit of a trade, in the money of its profits. */
  readonly expectancy: Interval | null;
  /** How that was come to: by drawing trades one by one, or, of more than 2,000 of them, by the normal distribution. */
  readonly expectancyBy: 'bootstrap' | 'normal' | null;
  /** Of a year; daily returns are drawn five in a row. */
  readonly sharpe: Interval | null;
}

/** Of the `profits` of trades and daily `returns`, these held against `hurdles`. */
export const confidenceOf = (
  profits: readonly number[],
  returns: readonly number[],
  { riskFree, sessionsPerYear }: Hurdles = NO_HURDLES,
): Confidence => ({
  ...ofExpectancy(profits),
  sharpe:
    returns.length < FEWEST
      ? null
      : bootstrap(returns, (resample) => sharpe(resample, riskFree, sessionsPerYear), {
          ...RESAMPLING,
          block: BLOCK,
        }),
});

const ofExpectancy = (profits: readonly number[]): Pick<Confidence, 'expectancy' | 'expectancyBy'> => {
  if (profits.length < FEWEST) return { expectancy: null, expectancyBy: null };
  return profits.length <= MOST_DRAWN
    ? { expectancy: bootstrap(profits, expectancy), expectancyBy: 'bootstrap' }
    : { expectancy: meanInterval(profits), expectancyBy: 'normal' };
};
