import { inRupees, type Money } from '../domain/money.js';
import { exitEfficiency } from './exit-efficiency.js';
import { expectancy } from './expectancy.js';
import { meanOf } from './mean.js';
import { averageLoss, averageWin, kelly, payoff } from './payoff.js';
import { profitFactor } from './profit-factor.js';
import { type RiskOfRuin, riskOfRuin } from './risk-of-ruin.js';
import { FEW_TRADES, sqn, sqnCapped } from './sqn.js';
import { inRisks, type Trade } from './trade.js';
import { winRate, winRateWithoutZeros } from './win-rate.js';

/** What closed trades came to. Money in rupees after charges, ratios as ratios; null has no meaning for them. */
export interface TradeFigures {
  readonly trades: number;
  readonly winRate: number | null;
  readonly winRateWithoutZeros: number | null;
  readonly profitFactor: number | null;
  /** Something was won and nothing lost: why there is no profit factor. */
  readonly allWins: boolean;
  readonly averageWin: number | null;
  readonly averageLoss: number | null;
  readonly payoff: number | null;
  readonly expectancy: number | null;
  /** Mean of the trades' R, of those whose risk is known. */
  readonly expectancyR: number | null;
  readonly sqn: number | null;
  readonly sqnCapped: number | null;
  /** Fewer than 30: the quality number says little. */
  readonly fewTrades: boolean;
  readonly kelly: number | null;
  readonly riskOfRuin: RiskOfRuin;
  /** Means over the trades that have one. */
  readonly averageMae: number | null;
  readonly averageMfe: number | null;
  readonly exitEfficiency: number | null;
}

/** Of `trades` made with `capital`. */
export const tradeFigures = (trades: readonly Trade[], capital: Money): TradeFigures => {
  const profits = trades.map((trade) => inRupees(trade.netPnl));
  const [rate, factor, ratio] = [winRate(profits), profitFactor(profits), payoff(profits)];
  const win = averageWin(profits);
  return {
    trades: trades.length,
    winRate: rate,
    winRateWithoutZeros: winRateWithoutZeros(profits),
    profitFactor: factor,
    allWins: win !== null && factor === null,
    averageWin: win,
    averageLoss: averageLoss(profits),
    payoff: ratio,
    expectancy: expectancy(profits),
    expectancyR: meanOfKnown(trades, (trade) => inRisks(trade.netPnl, trade)),
    sqn: sqn(profits),
    sqnCapped: sqnCapped(profits),
    fewTrades: trades.length < FEW_TRADES,
    kelly: kelly(rate, ratio),
    riskOfRuin: riskOfRuin(profits, inRupees(capital)),
    averageMae: meanOfKnown(trades, ({ excursion }) => excursion && inRupees(excursion.worst)),
    averageMfe: meanOfKnown(trades, ({ excursion }) => excursion && inRupees(excursion.best)),
    exitEfficiency: meanOfKnown(trades, exitEfficiency),
  };
};

const meanOfKnown = (
  trades: readonly Trade[],
  figure: (trade: Trade) => number | null | undefined,
): number | null => {
  const known: number[] = [];
  for (const trade of trades) {
    const value = figure(trade);
    if (value !== null && value !== undefined) known.push(value);
  }
  return meanOf(known);
};
