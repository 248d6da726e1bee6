import { blackScholes } from './black-scholes.js';
import type { Leg, Standing } from './leg.js';

/** A move of price and volatility, in parts of their ranges, and what of its loss counts. */
export interface Scenario {
  readonly price: number;
  readonly volatility: number;
  readonly weight: number;
}

const PRICES = [0, 1 / 3, -1 / 3, 2 / 3, -2 / 3, 1, -1] as const;

/**
 * The sixteen of SPAN, in its order: no move, thirds of the range up and down, each with volatility up and down,
 * and two ranges either way of which 35 % counts. Source: NSE Clearing, SPAN risk parameters.
 */
export const SCENARIOS: readonly Scenario[] = [
  ...PRICES.flatMap((price) => [
    { price, volatility: 1, weight: 1 },
    { price, volatility: -1, weight: 1 },
  ]),
  { price: 2, volatility: 0, weight: 0.35 },
  { price: -2, volatility: 0, weight: 0.35 },
];

/** No volatility is scanned below this. */
const LEAST_VOLATILITY = 0.01;

export interface Ranges {
  /** Of the price, as a ratio. */
  readonly priceScan: number;
  /** Of volatility, absolute. */
  readonly volatilityScan: number;
}

/** The worst loss over the scenarios in rupees, 0 where none loses, and the number of the one it is in, from 1. */
export const worstLoss = (
  legs: readonly Leg[],
  { spot, rate }: Standing,
  { priceScan, volatilityScan }: Ranges,
): { readonly loss: number; readonly scenario: number } => {
  let worst = { loss: 0, scenario: 0 };
  SCENARIOS.forEach(({ price, volatility, weight }, i) => {
    const moved = spot * (1 + price * priceScan);
    let gain = 0;
    for (const leg of legs) {
      if (leg.kind === 'Future') {
        gain += leg.units * (moved - spot);
        continue;
      }
      const scanned = Math.max(leg.volatility + volatility * volatilityScan, LEAST_VOLATILITY);
      gain += leg.units * (blackScholes(leg, moved, scanned, rate) - leg.value);
    }
    const loss = -gain * weight;
    if (loss > worst.loss) worst = { loss, scenario: i + 1 };
  });
  return worst;
};
