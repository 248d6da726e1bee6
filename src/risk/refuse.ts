import * as E from 'fp-ts/lib/Either.js';
import type { Refusal, RefusalUnit } from '../domain/approval.js';
import type { Order } from '../domain/order.js';

/** A rule's no, with its numbers. */
export const refuse = (
  rule: string,
  limit: number | null,
  actual: number | null,
  unit: RefusalUnit,
  message: string,
): E.Either<Refusal, Order> => E.left({ rule, limit, actual, unit, message });
