import type { MarginRates } from '../domain/margin-rates.js';
import { deltaOf } from './black-scholes.js';
import { type Leg, optionValueOf, type Standing } from './leg.js';
import { mostLost, payoffAt } from './payoff.js';
import { SCENARIOS, worstLoss } from './scan.js';

/** What the legs on one underlying are asked for, in rupees. */
export interface LegMargin {
  /** For the worst loss, against cash that has the premiums in it. */
  readonly span: number;
  /** On top, of the notional value. */
  readonly exposure: number;
  /** For what is offset between expiries. */
  readonly calendar: number;
  /** What the options are worth: positive when bought, negative when written. */
  readonly optionValue: number;
}

/** How the worst loss is found. */
export type SpanOf = (legs: readonly Leg[], standing: Standing, rates: MarginRates) => number;

/**
 * By sixteen scenarios, every option repriced: the loss of the worst less the value of the options, no more than
 * what a position with a bounded loss can lose at expiry. Grade B of docs/charges-and-margin.md.
 */
export const miniSpan: SpanOf = (legs, standing, rates) => {
  const span = Math.max(worstLoss(legs, standing, rates).loss - optionValueOf(legs), 0);
  return Math.min(span, mostLost(legs, standing.spot) ?? Infinity);
};

/**
 * By what the legs would come to at expiry at each price of the scan, without any volatility: less than
 * {@link miniSpan} by up to a sixth for a short option a month away. Grade A of docs/charges-and-margin.md.
 */
export const payoffScan: SpanOf = (legs, { spot }, { priceScan }) => {
  const value = optionValueOf(legs);
  const losses = SCENARIOS.map(({ price, weight }) => {
    const loss = -payoffAt(legs, spot * (1 + price * priceScan), spot);
    return weight === 1 ? loss : weight * loss - (1 - weight) * value;
  });
  return Math.max(0, ...losses);
};

/**
 * The margin of legs on one underlying by `spanOf`. Expiries are scanned together and pay for what they offset;
 * what expires today is margined by itself. Source: docs/charges-and-margin.md.
 */
export const legMargin = (
  legs: readonly Leg[],
  standing: Standing,
  rates: MarginRates,
  spanOf: SpanOf,
): LegMargin => {
  const expiring = legs.filter(({ expiry }) => expiry <= standing.today);
  const living = legs.filter(({ expiry }) => expiry > standing.today);
  return {
    span: [expiring, living].reduce(
      (sum, part) => (part.length === 0 ? sum : sum + spanOf(part, standing, rates)),
      0,
    ),
    exposure: legs.reduce((sum, leg) => sum + exposureOf(leg, standing, rates), 0),
    calendar: calendarOf(living, standing, rates),
    optionValue: optionValueOf(legs),
  };
};

/** How far out of the money a short option is charged more. */
const DEEP = 0.1;

/** Futures and short options pay on the notional value; what was bought and paid for does not. */
const exposureOf = (leg: Leg, { spot, today }: Standing, rates: MarginRates): number => {
  if (leg.kind === 'Option' && leg.units >= 0) return 0;
  const notional = Math.abs(leg.units) * spot;
  if (leg.kind === 'Future') return notional * rates.exposure;
  const away = (leg.type === 'CE' ? leg.strike - spot : spot - leg.strike) / spot;
  const deep = away > DEEP ? rates.deepExposure : 0;
  const expiring = leg.expiry <= today ? rates.expiryExposure : 0;
  return notional * (rates.exposure + deep + expiring);
};

/** On what expiries that lean against each other offset, by their deltas. */
const calendarOf = (legs: readonly Leg[], { spot, rate }: Standing, rates: MarginRates): number => {
  const deltas = new Map<number, number>();
  for (const leg of legs) {
    const delta = leg.kind === 'Future' ? 1 : deltaOf(leg, spot, leg.volatility, rate);
    deltas.set(leg.expiry, (deltas.get(leg.expiry) ?? 0) + leg.units * delta);
  }
  let long = 0;
  let short = 0;
  for (const delta of deltas.values()) {
    if (delta > 0) long += delta;
    else short -= delta;
  }
  return rates.calendar * Math.min(long, short) * spot;
};
