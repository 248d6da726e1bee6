import { meanOf } from './mean.js';

/** Mean of the profits above zero. Null for none. */
export const averageWin = (profits: readonly number[]): number | null =>
  meanOf(profits.filter((profit) => profit > 0));

/** Mean of the profits below zero, negative. Null for none. */
export const averageLoss = (profits: readonly number[]): number | null =>
  meanOf(profits.filter((profit) => profit < 0));

/** What is won with a win over what is lost with a loss. Null where there were no wins, or no losses. */
export const payoff = (profits: readonly number[]): number | null => {
  const [win, loss] = [averageWin(profits), averageLoss(profits)];
  return win === null || loss === null ? null : win / -loss;
};

/**
 * Kelly's share of the capital to risk: w − (1 − w) / payoff, of the rate and the payoff of the wins; negative says not
 * to trade. Null where there is no payoff.
 * Source: Kelly (1956), Bell System Technical Journal 35(4), 917-926.
 */
export const kelly = (winRate: number | null, payoffRatio: number | null): number | null =>
  winRate === null || payoffRatio === null ? null : winRate - (1 - winRate) / payoffRatio;
