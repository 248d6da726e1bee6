import { UsageError } from '../domain/failure.js';
import type { Compat, Convention } from './convention.js';
import { type Ema, ema, nextEma } from './ema.js';
import { isGiven } from './given.js';

/** Moving average convergence and divergence: a fast average less a slow one, and its own average; plain data. */
export interface Macd {
  readonly compat: Compat;
  readonly fast: Ema;
  readonly slow: Ema;
  readonly signal: Ema;
  /** First values that the fast average leaves out. */
  readonly leftOut: number;
  /** Undefined until the line is ready; by TA-Lib until the signal is. */
  readonly value: MacdLines | undefined;
}

export interface MacdLines {
  readonly line: number;
  /** The line's own average, and how far the line is above it; undefined until `signal` values of the line. */
  readonly signal: number | undefined;
  readonly histogram: number | undefined;
}

/**
 * Averages over `fast`, `slow` and, of their difference, `signal` values. Each begins with the mean of its own
 * first values; by TA-Lib the fast one with the values that end where the slow one's do.
 */
export const macd = (fast = 12, slow = 26, signal = 9, { compat = 'tradingview' }: Convention = {}): Macd => {
  if (fast >= slow)
    throw new UsageError(`macd(${fast}, ${slow}): the fast average must be over fewer values`);
  return {
    compat,
    fast: ema(fast),
    slow: ema(slow),
    signal: ema(signal),
    leftOut: compat === 'talib' ? slow - fast : 0,
    value: undefined,
  };
};

/** Takes the next value; a missing one changes nothing. O(1). */
export const nextMacd = (state: Macd, x: number | undefined): Macd => {
  if (!isGiven(x)) return state;
  const { compat, leftOut } = state;
  const slow = nextEma(state.slow, x);
  const fast = leftOut > 0 ? state.fast : nextEma(state.fast, x);
  const line = fast.value === undefined || slow.value === undefined ? undefined : fast.value - slow.value;
  const signal = nextEma(state.signal, line);
  return {
    compat,
    fast,
    slow,
    signal,
    leftOut: Math.max(0, leftOut - 1),
    value: linesOf(line, signal.value, compat),
  };
};

const linesOf = (
  line: number | undefined,
  signal: number | undefined,
  compat: Compat,
): MacdLines | undefined => {
  if (line === undefined || (compat === 'talib' && signal === undefined)) return undefined;
  return { line, signal, histogram: signal === undefined ? undefined : line - signal };
};
