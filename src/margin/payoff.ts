import { intrinsicOf } from './black-scholes.js';
import type { Leg } from './leg.js';

/** What the legs come to at their expiry, were the price `at` then; a future counts from `spot`. */
export const payoffAt = (legs: readonly Leg[], at: number, spot: number): number =>
  legs.reduce((sum, leg) => sum + leg.units * (leg.kind === 'Future' ? at - spot : intrinsicOf(leg, at)), 0);

/**
 * The most that legs of one expiry can lose at it, in rupees, premiums not counted; undefined where that is without
 * bound, or where they expire on different days. The payoff is straight between the strikes, so its least is at
 * one of them, at zero, or nowhere.
 */
export const mostLost = (legs: readonly Leg[], spot: number): number | undefined => {
  if (new Set(legs.map(({ expiry }) => expiry)).size > 1) return undefined;
  const slope = legs.reduce(
    (sum, leg) => (leg.kind === 'Future' || leg.type === 'CE' ? sum + leg.units : sum),
    0,
  );
  if (slope < 0) return undefined;
  const kinks = legs.flatMap((leg) => (leg.kind === 'Option' ? [leg.strike] : []));
  return Math.max(0, ...[0, ...kinks].map((at) => -payoffAt(legs, at, spot)));
};
