import { UsageError } from '../domain/failure.js';

/** `limit`, where it is a number above 0; throws a UsageError that names the rule where it is not. */
export const limitOf = <A extends number>(rule: string, limit: A): A => {
  if (Number.isFinite(limit) && limit > 0) return limit;
  throw new UsageError(`${rule}(${String(limit)}): the limit must be a number above 0`);
};
