import * as E from 'fp-ts/lib/Either.js';
import type { Refusal } from '../domain/approval.js';
import type { Order } from '../domain/order.js';

/** A rule's no, with its numbers. */
export const refuse = (
  rule: string,
  limit: number | null,
  actual: number | null,
  unit: Refusal['unit'],
  message: string,
): E.Either<Refusal, Order> => E.left({ rule, limit, actual, unit, message });
