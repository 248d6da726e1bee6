import { meanOf } from '../mean.js';
import { deviationOf } from './deviation.js';
import { studentT } from './student-t.js';

/** How much worse an execution was than the backtest's; positive is worse. */
export interface Slippage {
  /** Rupees a unit: side · (paper − backtest), side +1 for a buy, −1 for a sell. */
  readonly rupees: number;
  /** Basis points of the backtest's price. */
  readonly bps: number;
  /** Null for an instrument without a tick size. */
  readonly ticks: number | null;
}

export const slippageOf = (
  side: 'BUY' | 'SELL',
  paper: number,
  backtest: number,
  tickSize: number | undefined,
): Slippage => {
  const rupees = (side === 'BUY' ? 1 : -1) * (paper - backtest);
  return {
    rupees,
    bps: (rupees / backtest) * 10_000,
    ticks: tickSize === undefined ? null : rupees / tickSize,
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
