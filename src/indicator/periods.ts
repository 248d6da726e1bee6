import { UsageError } from '../domain/failure.js';

/** `count`, where it is a whole number of at least `least`; throws a UsageError that names the indicator where not. */
export const periodsOf = (indicator: string, count: number, least = 1): number => {
  if (Number.isSafeInteger(count) && count >= least) return count;
  throw new UsageError(
    `${indicator}(${String(count)}): periods must be a whole number of at least ${String(least)}`,
  );
};

/** `value`, where it is a number above 0; throws a UsageError that names the indicator where not. */
export const factorOf = (indicator: string, value: number): number => {
  if (Number.isFinite(value) && value > 0) return value;
  throw new UsageError(`${indicator}(${String(value)}): a factor must be a number above 0`);
};
