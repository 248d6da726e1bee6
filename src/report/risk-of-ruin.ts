import { meanOf } from './mean.js';
import { averageLoss } from './payoff.js';
import { winRate } from './win-rate.js';

/**
 * How likely bets of equal size, won with probability `p`, lose a capital of `bets` of them: ((1 − e) / (1 + e))^bets,
 * where e = 2p − 1. Certain without an edge.
 */
export const ruinOfEqualBets = (p: number, bets: number): number => {
  const edge = 2 * p - 1;
  return edge <= 0 ? 1 : ((1 - edge) / (1 + edge)) ** bets;
};

/**
 * How likely trades of that mean and variance lose `capital`, sooner or later: exp(−2μC / σ²), as of a diffusion.
 * Certain without a profit on average.
 */
export const ruinOfDiffusion = (mean: number, variance: number, capital: number): number =>
  mean <= 0 ? 1 : Math.exp((-2 * mean * capital) / variance);

/** How likely more such trades lose all of the capital, by two models; null where there are too few of them. */
export interface RiskOfRuin {
  /** Bets of the size of the average loss, won as often as they were. Null where none was lost. */
  readonly equalBets: number | null;
  /** Trades of the mean and population variance that they had. Null for fewer than two. */
  readonly diffusion: number | null;
}

/** Of trades that came to `profits` on `capital`, in the same money. Null for all without capital. */
export const riskOfRuin = (profits: readonly number[], capital: number): RiskOfRuin => {
  const [rate, loss, mean] = [winRate(profits), averageLoss(profits), meanOf(profits)];
  return {
    equalBets: rate === null || loss === null || capital <= 0 ? null : ruinOfEqualBets(rate, capital / -loss),
    diffusion:
      mean === null || profits.length < 2 || capital <= 0
        ? null
        : ruinOfDiffusion(mean, varianceOf(profits, mean), capital),
  };
};

const varianceOf = (profits: readonly number[], mean: number): number =>
  profits.reduce((sum, profit) => sum + (profit - mean) ** 2, 0) / profits.length;
