import { meanOf } from '../mean.js';
import type { Leg } from './compared-trade.js';
import { deviationOf } from '../deviation.js';
import { studentT } from '../student-t.js';

/** How much worse an execution was than the backtest's, a unit; positive is worse. */
export interface Shortfall {
  readonly rupees: number;
  /** Basis points of the backtest's price. */
  readonly bps: number;
  /** Null for an instrument without a tick size. */
  readonly ticks: number | null;
}

/** Of an execution, in two parts that sum to side · (paper − backtest), side +1 for a buy, −1 for a sell. */
export interface ExecutionDrift {
  /** By its price, each price against the market (its last price) of its own moment. */
  readonly slippage: Shortfall;
  /** By its moment: what the market had moved between the two. */
  readonly timing: Shortfall;
}

export const executionDrift = (
  side: 'BUY' | 'SELL',
  paper: Leg,
  backtest: Leg,
  tickSize: number | undefined,
): ExecutionDrift => {
  const sign = side === 'BUY' ? 1 : -1;
  const moved = paper.market - backtest.market;
  const worseBy = (rupees: number): Shortfall => ({
    rupees,
    bps: (rupees / backtest.price) * 10_000,
    ticks: tickSize === undefined ? null : rupees / tickSize,
  });
  return {
    slippage: worseBy(sign * (paper.price - backtest.price - moved)),
    timing: worseBy(sign * moved),
  };
};

/** Of several; null where there are too few. */
export interface Spread {
  readonly count: number;
  readonly mean: number | null;
  /** Sample deviation, n − 1. */
  readonly deviation: number | null;
  /** The mean's interval of 95 % by Student's t. */
  readonly interval: readonly [from: number, to: number] | null;
}

/** Two-sided, of the interval. */
const CONFIDENCE = 0.95;

export const spreadOf = (values: readonly number[]): Spread => {
  const mean = meanOf(values);
  const deviation = deviationOf(values);
  if (mean === null || deviation === null) return { count: values.length, mean, deviation, interval: null };
  const half = (studentT(CONFIDENCE, values.length - 1) * deviation) / Math.sqrt(values.length);
  return { count: values.length, mean, deviation, interval: [mean - half, mean + half] };
};
