import { inRupees, rupees } from '../domain/money.js';

/** A difference of prices to the nearest ten-thousandth, as prices themselves are; never −0. */
export const pricePoints = (difference: number): number => inRupees(rupees(difference)) + 0;
