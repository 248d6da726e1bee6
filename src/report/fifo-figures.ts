import { inRupees, type Money } from '../domain/money.js';
import { expectancy } from './expectancy.js';
import { averageLoss, averageWin, payoff } from './payoff.js';
import { profitFactor } from './profit-factor.js';
import { winRate } from './win-rate.js';

/** What FIFO round trips came to, beside trades from flat to flat. Rupees after charges; null has no meaning for them. */
export interface FifoFigures {
  readonly trips: number;
  readonly winRate: number | null;
  readonly profitFactor: number | null;
  readonly averageWin: number | null;
  readonly averageLoss: number | null;
  readonly payoff: number | null;
  readonly expectancy: number | null;
}

/** Of trips that came to `profits` after charges. */
export const fifoFigures = (profits: readonly Money[]): FifoFigures => {
  const inMoney = profits.map(inRupees);
  return {
    trips: inMoney.length,
    winRate: winRate(inMoney),
    profitFactor: profitFactor(inMoney),
    averageWin: averageWin(inMoney),
    averageLoss: averageLoss(inMoney),
    payoff: payoff(inMoney),
    expectancy: expectancy(inMoney),
  };
};
