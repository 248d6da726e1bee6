import { type Money, rupees } from '../domain/money.js';

/** Rupees per unit of `quantity` units that were worth `value`; one division, so one rounding. */
export const averagePrice = (value: Money, quantity: number): number => value / rupees(quantity);
