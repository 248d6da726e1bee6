import type { Money } from '../../domain/money.js';

/**
 * `numerator / denominator` ten-thousandths of a rupee to whole steps of `roundTo`, half a step up: exact, since
 * a note's half paise decide. For amounts that are not negative.
 */
export const roundedHalfUp = (numerator: bigint, denominator: bigint, roundTo: Money): Money => {
  const step = BigInt(roundTo) * denominator;
  return Number(((2n * numerator + step) / (2n * step)) * BigInt(roundTo)) as Money;
};
