import type { EuropeanOption } from './black-scholes.js';

/** Part of what is held on one underlying, all of one contract together. */
export type Leg = FutureLeg | OptionLeg;

interface HeldLeg {
  /** Units times multiplier, negative when short: rupees by which it gains for one rupee of price. */
  readonly units: number;
  /** Days since 1970: legs of one expiry are netted. */
  readonly expiry: number;
}

export interface FutureLeg extends HeldLeg {
  readonly kind: 'Future';
}

export interface OptionLeg extends HeldLeg, EuropeanOption {
  readonly kind: 'Option';
  /** What one unit is worth, and the volatility a year at which it is. */
  readonly value: number;
  readonly volatility: number;
}

/** Where they stand, in rupees, ratios and days since 1970. */
export interface Standing {
  readonly spot: number;
  readonly rate: number;
  readonly today: number;
}

/** What the options are worth together: positive when bought, negative when written. */
export const optionValueOf = (legs: readonly Leg[]): number =>
  legs.reduce((sum, leg) => (leg.kind === 'Option' ? sum + leg.units * leg.value : sum), 0);
