import type { OptionType } from '../domain/instrument.js';
import { normalCdf } from '../domain/normal.js';

/** A European option on something that pays no dividend. */
export interface EuropeanOption {
  readonly type: OptionType;
  /** Rupees, as what it is on. */
  readonly strike: number;
  /** To its expiry, of 365 days. */
  readonly years: number;
}

/** What it would bring, were it exercised at `spot`. */
export const intrinsicOf = (
  { type, strike }: Pick<EuropeanOption, 'type' | 'strike'>,
  spot: number,
): number => Math.max(type === 'CE' ? spot - strike : strike - spot, 0);

/**
 * Its value at `spot`, with `volatility` a year and `rate` compounded continuously, as ratios (0.13 is 13 %).
 * Source: Black and Scholes (1973), Journal of Political Economy 81(3), 637-654.
 */
export const blackScholes = (
  option: EuropeanOption,
  spot: number,
  volatility: number,
  rate: number,
): number => {
  const { type, strike, years } = option;
  if (years <= 0) return intrinsicOf(option, spot);
  const discounted = strike * Math.exp(-rate * years);
  if (spot <= 0 || volatility <= 0) return Math.max(type === 'CE' ? spot - discounted : discounted - spot, 0);
  const [d1, d2] = distances(option, spot, volatility, rate);
  return type === 'CE'
    ? spot * normalCdf(d1) - discounted * normalCdf(d2)
    : discounted * normalCdf(-d2) - spot * normalCdf(-d1);
};

/** Change of the value by that of the spot. */
export const deltaOf = (option: EuropeanOption, spot: number, volatility: number, rate: number): number => {
  const { type, strike, years } = option;
  if (years <= 0) return type === 'CE' ? Number(spot > strike) : -Number(spot < strike);
  const [d1] = distances(option, spot, volatility, rate);
  return type === 'CE' ? normalCdf(d1) : normalCdf(d1) - 1;
};

const LEAST = 0.001;
const MOST = 10;
const HALVINGS = 60;

/**
 * The volatility at which the option is worth `price`; undefined where none between 0.1 % and 1,000 % a year gives
 * it: a price below what exercise is worth, one tick far out of the money, a stale one.
 */
export const impliedVolatility = (
  option: EuropeanOption,
  spot: number,
  price: number,
  rate: number,
): number | undefined => {
  if (option.years <= 0) return undefined;
  let low = LEAST;
  let high = MOST;
  if (!(price > blackScholes(option, spot, low, rate)) || !(price < blackScholes(option, spot, high, rate)))
    return undefined;
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = (low + high) / 2;
    if (blackScholes(option, spot, middle, rate) < price) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

const distances = (
  { strike, years }: EuropeanOption,
  spot: number,
  volatility: number,
  rate: number,
): readonly [d1: number, d2: number] => {
  const spread = volatility * Math.sqrt(years);
  const d1 = (Math.log(spot / strike) + (rate + (volatility * volatility) / 2) * years) / spread;
  return [d1, d1 - spread];
};
