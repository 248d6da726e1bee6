/**
 * How many times the book was traded over: traded value over the mean gross book value (the sum of the
 * absolute values of all positions), both in the same money. Null where no book was held.
 */
export const turnover = (tradedValue: number, meanBookValue: number): number | null =>
  meanBookValue === 0 ? null : tradedValue / meanBookValue;
