import type { Instrument } from './instrument.js';
import type { Product } from './order.js';
import { isDerivative } from './underlying.js';

/**
 * Of `quantity` units, of which `intraday` are to be squared off: those of each product that has any, negative when
 * short.
 */
export const unitsByProduct = (
  instrument: Instrument,
  quantity: number,
  intraday: number,
): readonly (readonly [Product, number])[] => {
  if (quantity === 0) return []; // where they cancel out
  const kept: Product = isDerivative(instrument) ? 'CARRY_FORWARD' : 'DELIVERY';
  const units: readonly (readonly [Product, number])[] = [
    ['INTRADAY', intraday],
    [kept, quantity - intraday],
  ];
  return units.filter(([, held]) => held !== 0);
};
