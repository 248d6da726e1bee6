import type { Instrument } from '../domain/instrument.js';
import { inRupees, type Money } from '../domain/money.js';

/** A price with the decimals of its instrument's tick, in Indian groups: `26,228.90`. */
export const priceText = (price: number, { tickSize }: Pick<Instrument, 'tickSize'>): string => {
  const decimals = Math.max(2, String(tickSize ?? 0.01).split('.')[1]?.length ?? 0);
  return price.toLocaleString('en-IN', { minimumFractionDigits: decimals, maximumFractionDigits: 4 });
};

/** Rupees, to the paisa, further where they go further: `1,950.25`. */
export const moneyText = (money: Money): string =>
  inRupees(money).toLocaleString('en-IN', { minimumFractionDigits: 2, maximumFractionDigits: 4 });

/** Units: `1,950`. */
export const unitsText = (units: number): string => units.toLocaleString('en-IN');
