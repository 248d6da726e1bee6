import type { Either } from 'fp-ts/lib/Either.js';
import type { Account } from './account.js';
import type { Refusal, RefusalUnit } from './approval.js';
import type { Order } from './order.js';
import type { EpochMs } from './time.js';
import type { Token } from './token.js';

/** One rule of risk, on orders or on what has been lost. */
export type RiskRule = OrderRule | LossRule;

/**
 * A rule on orders, asked about each new one and each that is to be modified, as it will be: the order passes
 * unchanged, or is refused with the numbers. Pure; `now` is the world's clock. It sees the account before the
 * order; one that is to be modified is among the open orders already, by its id.
 */
export interface OrderRule {
  /** `maxPosition(150)`: for the report and for refusals. */
  readonly name: string;
  readonly review: (account: Account, order: Order, now: EpochMs) => Either<Refusal, Order>;
}

/**
 * A rule on losses: once its loss has come to the limit, all within its scope is halted; no new exposure, exits
 * allowed. It is looked at after every fill, at every second and before every order.
 */
export interface LossRule {
  /** `maxDailyLoss(25000)`. */
  readonly name: string;
  /** The same without scope and numbers, for refusals: `maxDailyLoss`. */
  readonly rule: string;
  /** What has been lost, in `unit`; 0 or less for nothing. Pure. */
  readonly lossOf: (account: Account) => number;
  readonly limit: number;
  readonly unit: RefusalUnit;
  /** The loss for people: `lost 25100 today`. */
  readonly said: (loss: number) => string;
  readonly until: HaltEnd;
  /** Whose; undefined for all. */
  readonly strategy: string | undefined;
  readonly token: Token | undefined;
}

/**
 * When a halt ends: with the next session, whatever is commanded before; or at a command to resume, after which
 * the loss counts anew.
 */
export type HaltEnd = 'nextSession' | 'resume';

/** A rule that names strategies or instruments, which it can only know when a run starts. */
export interface NamingRule {
  readonly name: string;
  /** The rule on what the names stand for. Throws a UsageError for a name that stands for nothing. */
  readonly resolve: (names: RuleNames) => RiskRule;
}

/** What names stand for in one pipeline. */
export interface RuleNames {
  readonly strategies: readonly string[];
  /** The token of one of the pipeline's instruments. Throws a UsageError for another. */
  readonly tokenOf: (instrument: string) => Token;
}
