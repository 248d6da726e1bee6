import type { Either } from 'fp-ts/lib/Either.js';
import type { Account } from './account.js';
import type { Refusal } from './approval.js';
import type { Order } from './order.js';
import type { EpochMs } from './time.js';

/**
 * One rule of risk: the order passes unchanged, or is refused with the numbers. Pure; `now` is the world's
 * clock. Rules see the account before the order.
 */
export interface RiskRule {
  /** `maxPosition(150)`: for the report and for refusals. */
  readonly name: string;
  readonly review: (account: Account, order: Order, now: EpochMs) => Either<Refusal, Order>;
}
