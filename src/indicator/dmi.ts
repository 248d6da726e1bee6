import type { Candle } from '../domain/candle.js';
import type { Compat, Convention } from './convention.js';
import { isWhole } from './given.js';
import { periodsOf } from './periods.js';
import { nextRma, type Rma, rma } from './rma.js';
import { trueRangeOf } from './true-range.js';
import { smoothed } from './wilder-sum.js';

/** Directional movement: how much of the range was gained upwards and downwards, and how one-sidedly; plain data. */
export interface Dmi {
  readonly compat: Compat;
  readonly periods: number;
  /** Moves from candle to candle seen, up to `periods`. */
  readonly seen: number;
  readonly before: { readonly high: number; readonly low: number; readonly close: number } | undefined;
  /** Smoothed movement up and down, and true range. */
  readonly up: number;
  readonly down: number;
  readonly range: number;
  readonly average: Rma;
  /** Undefined until `periods` moves were seen. */
  readonly value: DirectionalMovement | undefined;
}

/** All 0 to 100. */
export interface DirectionalMovement {
  readonly plus: number;
  readonly minus: number;
  /** 100 |plus - minus| / (plus + minus); 0 where both are. */
  readonly dx: number;
  /** Wilder's average of `dx`; undefined until it has `periods` of them. */
  readonly adx: number | undefined;
}

/** Movement over `periods` candles, none seen. */
export const dmi = (periods = 14, { compat = 'tradingview' }: Convention = {}): Dmi => ({
  compat,
  periods: periodsOf('dmi', periods),
  seen: 0,
  before: undefined,
  up: 0,
  down: 0,
  range: 0,
  average: rma(periods),
  value: undefined,
});

/** Takes the next candle; a missing one changes nothing. O(1). Source: Wilder (1978). */
export const nextDmi = (state: Dmi, candle: Candle | undefined): Dmi => {
  if (!isWhole(candle)) return state;
  const { high, low, close } = candle;
  const { compat, periods, before } = state;
  if (before === undefined) return { ...state, before: { high, low, close } };
  const rise = high - before.high;
  const fall = before.low - low;
  const seen = state.seen + 1;
  const up = smoothed(state.up, rise > fall && rise > 0 ? rise : 0, seen, periods, compat);
  const down = smoothed(state.down, fall > rise && fall > 0 ? fall : 0, seen, periods, compat);
  const range = smoothed(state.range, trueRangeOf(candle, before.close), seen, periods, compat);
  const dx = oneSidedness(up, down);
  const average = seen < periods ? state.average : nextRma(state.average, dx);
  return {
    compat,
    periods,
    seen: Math.min(seen, periods),
    before: { high, low, close },
    up,
    down,
    range,
    average,
    value:
      seen < periods
        ? undefined
        : { plus: percentOf(up, range), minus: percentOf(down, range), dx, adx: average.value },
  };
};

const percentOf = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole);

const oneSidedness = (up: number, down: number): number => percentOf(Math.abs(up - down), up + down);
