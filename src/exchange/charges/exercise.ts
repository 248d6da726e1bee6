import type { ChargeTable } from '../../domain/charge-table.js';
import type { Instrument } from '../../domain/instrument.js';
import { type Money, NO_MONEY, plus } from '../../domain/money.js';
import type { SessionDay } from '../../domain/session.js';
import { ratesOf } from './rates.js';
import { roundedHalfUp } from './rounding.js';

/** An option that was in the money at its expiry, by one of its two sides. */
export interface Exercise {
  readonly instrument: Instrument;
  readonly day: SessionDay;
  /** The holder, or who had written it. */
  readonly side: 'BUY' | 'SELL';
  /** What it brings: intrinsic value, units and multiplier. */
  readonly intrinsic: Money;
  /** What is paid for the shares that change hands; undefined where it is settled in cash. */
  readonly settled: Money | undefined;
}

/**
 * Transaction tax of an exercise, to the rupee: on its intrinsic value by the holder; where shares change hands
 * also that of a delivery, by both. No brokerage and no fee is taken. Source: docs/charges-and-margin.md.
 */
export const taxOfExercise = (
  table: ChargeTable,
  { instrument, day, side, intrinsic, settled }: Exercise,
): Money => {
  const segment = settled === undefined ? 'EXERCISE_CASH' : 'EXERCISE_PHYSICAL';
  let tax = NO_MONEY;
  for (const { base, ratePpb, roundTo } of ratesOf(table, segment, instrument, side, day)) {
    const amount = base === 'INTRINSIC' ? intrinsic : (settled ?? NO_MONEY);
    tax = plus(tax, roundedHalfUp(BigInt(amount) * BigInt(ratePpb), 1_000_000_000n, roundTo));
  }
  return tax;
};
