import type { FillModel } from '../../domain/fill-model.js';
import type { Instrument } from '../../domain/instrument.js';
import type { Tick } from '../../domain/tick.js';
import type { Check } from './check.js';

/** Rejects a limit or trigger outside the day's band: the circuit limits, else a share of the previous close. */
export const priceBand: Check = ({ limit, trigger }, { model, instrument, last }) => {
  const band = bandOf(model, instrument, last);
  if (band === undefined) return undefined;
  return outside('limit', limit, band) ?? outside('trigger', trigger, band);
};

interface Band {
  readonly low: number;
  readonly high: number;
}

const outside = (name: string, price: number | undefined, { low, high }: Band): string | undefined =>
  price === undefined || (low <= price && price <= high)
    ? undefined
    : `${name} ${price} is outside the price band of ${text(low)} to ${text(high)}`;

const bandOf = (
  { priceBand: shares }: FillModel,
  instrument: Instrument | undefined,
  last: Tick | undefined,
): Band | undefined => {
  const { lowerCircuit, upperCircuit } = last?.depth ?? {};
  if (lowerCircuit !== undefined && upperCircuit !== undefined && upperCircuit > lowerCircuit)
    return { low: lowerCircuit, high: upperCircuit };
  const share = instrument === undefined ? null : shares[kindOf(instrument)];
  const close = last?.previousClose;
  return share === null || close === undefined || close <= 0
    ? undefined
    : { low: close * (1 - share), high: close * (1 + share) };
};

const kindOf = ({ optionType, expiry }: Instrument): keyof FillModel['priceBand'] =>
  optionType !== undefined ? 'option' : expiry !== undefined ? 'future' : 'equity';

const text = (price: number): string => String(Math.round(price * 10_000) / 10_000);
