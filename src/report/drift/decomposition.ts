import { minus, type Money, NO_MONEY, plus, rupees } from '../../domain/money.js';
import type { ComparedTrade } from './compared-trade.js';
import type { TradePair } from './match-trades.js';

/**
 * Where the profit of a session differs from that of its backtest; the parts sum to `total`, to the last
 * ten-thousandth of a rupee.
 */
export interface Decomposition {
  /** Net profit of the session less that of the backtest. */
  readonly total: Money;
  /** Trades of the backtest that the session did not make. */
  readonly missed: Money;
  /** Trades of the session that the backtest did not make. */
  readonly extra: Money;
  /** Of matched trades: other quantities, at the backtest's profit a unit. */
  readonly quantity: Money;
  /** The market moved between the moments at which the two were executed. */
  readonly timing: Money;
  /** Executed at other prices than that: slippage against the market of the moment. */
  readonly price: Money;
  readonly charges: Money;
}

export const NO_DIFFERENCE: Decomposition = {
  total: NO_MONEY,
  missed: NO_MONEY,
  extra: NO_MONEY,
  quantity: NO_MONEY,
  timing: NO_MONEY,
  price: NO_MONEY,
  charges: NO_MONEY,
};

/** The parts of one pair; `multiplier` is that of its instrument. */
export const decompose = (pair: TradePair, multiplier: number): Decomposition => {
  if (pair.kind === 'missed') {
    const missed = minus(NO_MONEY, pair.backtest.net);
    return { ...NO_DIFFERENCE, total: missed, missed };
  }
  if (pair.kind === 'extra') return { ...NO_DIFFERENCE, total: pair.paper.net, extra: pair.paper.net };
  const { paper, backtest } = pair;
  const quantity = Math.round(
    (backtest.gross / backtest.quantity) * (paper.quantity - backtest.quantity),
  ) as Money;
  const timing = rupees((marketGain(paper) - marketGain(backtest)) * paper.quantity * multiplier);
  const gross = minus(paper.gross, backtest.gross);
  return {
    ...NO_DIFFERENCE,
    total: minus(paper.net, backtest.net),
    quantity,
    timing,
    price: minus(minus(gross, quantity), timing),
    charges: minus(backtest.charges, paper.charges),
  };
};

export const sumOf = (parts: readonly Decomposition[]): Decomposition =>
  parts.reduce(
    (sum, part) => ({
      total: plus(sum.total, part.total),
      missed: plus(sum.missed, part.missed),
      extra: plus(sum.extra, part.extra),
      quantity: plus(sum.quantity, part.quantity),
      timing: plus(sum.timing, part.timing),
      price: plus(sum.price, part.price),
      charges: plus(sum.charges, part.charges),
    }),
    NO_DIFFERENCE,
  );

/** Rupees a unit that the market gave between the executions of a trade. */
const marketGain = ({ side, entry, exit }: ComparedTrade): number =>
  (side === 'LONG' ? 1 : -1) * (exit.market - entry.market);
