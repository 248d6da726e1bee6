import { type Exposure, fullMargin, type Margin, type MarginModel, type Market } from '../domain/margin.js';
import type { MarginRates, MarginRow } from '../domain/margin-rates.js';
import { type Money, NO_MONEY, plus, rupees, valueOf } from '../domain/money.js';
import { sessionDayOf } from '../domain/session.js';
import { isDerivative, underlyingOf } from '../domain/underlying.js';
import { marginRatesOf } from './margin-rates.js';
import { legsOf } from './legs-of.js';
import { legMargin, miniSpan, payoffScan, type SpanOf } from './span.js';

/** Interest by which options are valued, a year, compounded continuously. */
const INTEREST = 0.065;

/** How derivatives are margined: by repricing them, or by what they come to at expiry. */
export const MARGIN_GRADES = { span: miniSpan, payoff: payoffScan } as const satisfies Record<string, SpanOf>;
export type MarginGrade = keyof typeof MARGIN_GRADES;

/**
 * Margins by the rates of `table` on the day of the newest tick: shares by their product at the prices paid,
 * the futures and options of one underlying together. Where no instrument tells the underlying's price, the
 * contracts are taken to be at the money, which asks for more than if they were out of it; what is in no row is
 * taken at its full value.
 * Source: docs/charges-and-margin.md.
 */
export const tableMargin = (table: readonly MarginRow[], grade: MarginGrade): MarginModel => ({
  name: grade,
  groupOf: (instrument) =>
    isDerivative(instrument) ? `${instrument.exchange} ${underlyingOf(instrument)}` : instrument.token,
  of: (exposures, market) => {
    const [first] = exposures;
    if (first === undefined) return NOTHING;
    const rates = marginRatesOf(table, first.instrument, sessionDayOf(market.now()));
    if (rates === undefined) return fullMargin.of(exposures, market);
    return isDerivative(first.instrument)
      ? ofContracts(exposures, rates, market, MARGIN_GRADES[grade])
      : ofShares(exposures, rates);
  },
});

const NOTHING: Margin = { required: NO_MONEY, owed: NO_MONEY };

/** Each product by itself: what is squared off today does not cover what is delivered. */
const ofShares = (exposures: readonly Exposure[], { intraday, delivery }: MarginRates): Margin => {
  let within = NO_MONEY;
  let kept = NO_MONEY;
  for (const { instrument, quantity, price, product } of exposures) {
    const value = valueOf(price, quantity, instrument.multiplier);
    if (product === 'INTRADAY') within = plus(within, value);
    else kept = plus(kept, value);
  }
  const required = Math.round(Math.abs(within) * intraday + Math.abs(kept) * delivery) as Money;
  return { required, owed: NO_MONEY };
};

const ofContracts = (
  exposures: readonly Exposure[],
  rates: MarginRates,
  { now, spotOf }: Market,
  spanOf: SpanOf,
): Margin => {
  const [first] = exposures;
  const spot = (first === undefined ? undefined : spotOf(first.instrument)) ?? atTheMoney(exposures);
  const legs = legsOf(exposures, spot, INTEREST, rates, now());
  const standing = { spot, rate: INTEREST, today: sessionDayOf(now()) };
  const { span, exposure, calendar, optionValue } = legMargin(legs, standing, rates, spanOf);
  return {
    required: rupees(Math.max(optionValue, 0) + span + exposure + calendar),
    owed: rupees(Math.max(-optionValue, 0)),
  };
};

/** The mean of the strikes, and of the futures' prices, by units. */
const atTheMoney = (exposures: readonly Exposure[]): number => {
  let sum = 0;
  let units = 0;
  for (const { instrument, quantity, price } of exposures) {
    sum += Math.abs(quantity) * (instrument.optionType === undefined ? price : (instrument.strike ?? price));
    units += Math.abs(quantity);
  }
  return units === 0 ? 0 : sum / units;
};
