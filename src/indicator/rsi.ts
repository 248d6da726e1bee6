import type { Compat, Convention } from './convention.js';
import { isGiven } from './given.js';
import { nextRma, type Rma, rma } from './rma.js';

/** Relative strength index, 0 to 100; plain data. */
export interface Rsi {
  readonly compat: Compat;
  readonly before: number | undefined;
  readonly gains: Rma;
  readonly losses: Rma;
  /** Undefined until `periods` changes were seen. */
  readonly value: number | undefined;
}

/** An index over `periods` changes that has seen none. */
export const rsi = (periods = 14, { compat = 'tradingview' }: Convention = {}): Rsi => ({
  compat,
  before: undefined,
  gains: rma(periods),
  losses: rma(periods),
  value: undefined,
});

/**
 * 100 - 100 / (1 + gains / losses), each by Wilder's average over the changes; 100 where nothing was lost, by
 * TA-Lib 0 where nothing was won either. A missing value changes nothing. O(1). Source: Wilder (1978).
 */
export const nextRsi = (state: Rsi, x: number | undefined): Rsi => {
  if (!isGiven(x)) return state;
  const { compat, before } = state;
  if (before === undefined) return { ...state, before: x };
  const gains = nextRma(state.gains, Math.max(0, x - before));
  const losses = nextRma(state.losses, Math.max(0, before - x));
  return { compat, before: x, gains, losses, value: strengthOf(gains.value, losses.value, compat) };
};

const strengthOf = (
  gain: number | undefined,
  loss: number | undefined,
  compat: Compat,
): number | undefined => {
  if (gain === undefined || loss === undefined) return undefined;
  if (gain + loss === 0) return compat === 'talib' ? 0 : 100;
  return (100 * gain) / (gain + loss);
};
