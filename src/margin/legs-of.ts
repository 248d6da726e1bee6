import type { Exposure } from '../domain/margin.js';
import type { MarginRates } from '../domain/margin-rates.js';
import { parseTimeOfDay, type SessionDay, sessionDayOf, startOfSession } from '../domain/session.js';
import { DAY_MS, type EpochMs, MINUTE_MS } from '../domain/time.js';
import { isFuture } from '../domain/underlying.js';
import { blackScholes, type EuropeanOption, impliedVolatility } from './black-scholes.js';
import type { Leg } from './leg.js';

/** When a contract is worth what it is settled at, IST. Source: docs/charges-and-margin.md. */
const SETTLED_AT: Readonly<Record<string, string>> = { CDS: '12:30', MCX: '23:30' };
const OTHERWISE = '15:30';

const YEAR_MS = 365 * DAY_MS;

/** The exposures as legs, those of one contract together; what nets to nothing is none. */
export const legsOf = (
  exposures: readonly Exposure[],
  spot: number,
  rate: number,
  rates: MarginRates,
  now: EpochMs,
): readonly Leg[] => {
  const byToken = new Map<string, { readonly of: Exposure; units: number }>();
  for (const of of exposures) {
    const units = of.quantity * of.instrument.multiplier;
    const known = byToken.get(of.instrument.token);
    if (known === undefined) byToken.set(of.instrument.token, { of, units });
    else known.units += units;
  }
  return [...byToken.values()]
    .filter(({ units }) => units !== 0)
    .map(({ of, units }) => legOf(of, units, spot, rate, rates, now));
};

const legOf = (
  { instrument, last, price }: Exposure,
  units: number,
  spot: number,
  rate: number,
  rates: MarginRates,
  now: EpochMs,
): Leg => {
  const { exchange, kind, optionType, strike } = instrument;
  const expiry = expiryDayOf(instrument.expiry) ?? sessionDayOf(now);
  if (isFuture(kind) || optionType === undefined || strike === undefined)
    return { kind: 'Future', units, expiry };
  const ends =
    startOfSession(expiry as SessionDay) + (parseTimeOfDay(SETTLED_AT[exchange] ?? OTHERWISE) ?? 0);
  const years = Math.max(ends - now, MINUTE_MS) / YEAR_MS;
  const option: EuropeanOption = { type: optionType, strike, years };
  const paid = last ?? price;
  const implied = impliedVolatility(option, spot, paid, rate);
  const volatility = implied ?? rates.volatility;
  const value = implied === undefined ? blackScholes(option, spot, volatility, rate) : paid;
  return { kind: 'Option', units, expiry, value, volatility, ...option };
};

/** The day of `2026-01-27`; days since 1970. */
const expiryDayOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Date.parse(`${text}T00:00:00Z`) / DAY_MS;
