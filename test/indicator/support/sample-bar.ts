import type { Candle } from '../../../src/domain/candle.js';
import { type EpochMs, epochMs, MINUTE_MS } from '../../../src/domain/time.js';
import { ist } from '../../support/ist.js';

/** A candle with all that any indicator asks of one. */
export interface SampleBar extends Candle {
  readonly openAt: EpochMs;
  readonly openInterest: number;
}

const BARS_OF_A_DAY = 75;
const DAY = 24 * 60;

/** When the i-th five-minute bar opens, 75 a day from 09:15 IST. */
export const openOf = (i: number): EpochMs =>
  epochMs(
    ist('2025-06-02T09:15:00') + (Math.floor(i / BARS_OF_A_DAY) * DAY + (i % BARS_OF_A_DAY) * 5) * MINUTE_MS,
  );

/**
 * A seeded walk of `count` bars on a grid of 1/8 rupee: sums and differences of its prices are exact, so that a
 * law holds exactly where a comparison of two equal moves would else fall either way.
 */
export const walk = (seed: number, count: number): SampleBar[] => {
  const next = numbers(seed);
  let price = 800; // eighths
  return Array.from({ length: count }, (_, i) => {
    const open = price + next(9) - 4;
    const close = Math.max(100, open + next(33) - 16);
    const high = Math.max(open, close) + next(9);
    const low = Math.min(open, close) - next(9);
    price = close;
    return {
      openAt: openOf(i),
      open: open / 8,
      high: high / 8,
      low: low / 8,
      close: close / 8,
      volume: next(10) === 0 ? 0 : next(5_000),
      openInterest: 100_000 + next(50) * 65,
    };
  });
};

/** Whole numbers below what is asked for, from a seed: a linear congruence (Numerical Recipes). */
const numbers = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

/** `count` equal bars, nothing moving. */
export const still = (price: number, volume: number, count: number): SampleBar[] =>
  Array.from({ length: count }, (_, i) => ({
    openAt: openOf(i),
    open: price,
    high: price,
    low: price,
    close: price,
    volume,
    openInterest: 5_000,
  }));
