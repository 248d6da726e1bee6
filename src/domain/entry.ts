import type { ApprovedOrder, Refusal, RefusalUnit } from './approval.js';
import type { Event } from './event.js';
import type { Intent } from './intent.js';
import type { Order, OrderId } from './order.js';
import type { HaltEnd } from './risk-rule.js';
import type { EpochMs } from './time.js';
import type { Token } from './token.js';

/** All that the belt carries: what happened, and what was concluded from it. One tape holds both. */
export type Entry = Event | Outcome;

/** What a stage concluded. `cause` is the `seq` of the entry that it follows from. */
export type Outcome =
  | Decision
  | ApprovedEntry
  | RefusedEntry
  | Halted
  | CloseFailed
  | OrderSent
  | ModifySent
  | CancelSent
  | StrategyFailed
  | WrongToken
  | Plotted;

interface Concluded {
  readonly seq: number;
  readonly at: EpochMs;
  readonly cause: number;
  readonly token: Token;
  readonly strategy: string;
}

/** A strategy wants something. */
export interface Decision extends Concluded {
  readonly kind: 'Decision';
  readonly intent: Intent;
  readonly orderId: OrderId;
  /** The order it makes, modifies or cancels; undefined when there is no such open order. */
  readonly order: Order | undefined;
  /** What the strategy saw, and the state it came to. */
  readonly event: Event;
  readonly state: unknown;
  /** Present where it is no wish of the strategy's but obeys a command, or the square-off of the day. */
  readonly obeys?: 'cancel' | 'flatten' | 'squareOff';
}

/** Risk said yes. */
export interface ApprovedEntry extends Concluded {
  readonly kind: 'Approved';
  readonly action: Intent['kind'];
  /** To be modified: as it will be. */
  readonly order: ApprovedOrder;
}

/** Risk said no: the first rule that refused, with the numbers. */
export interface RefusedEntry extends Concluded {
  readonly kind: 'Refused';
  readonly intent: Intent;
  readonly orderId: OrderId;
  /** Undefined when the intent was to modify or cancel what is no open order. */
  readonly order: Order | undefined;
  readonly refusal: Refusal;
}

/** A rule on losses was breached: no new exposure within its scope until the halt ends, exits allowed. */
export interface Halted {
  readonly kind: 'Halted';
  readonly seq: number;
  readonly at: EpochMs;
  readonly cause: number;
  /** Undefined for every strategy. */
  readonly strategy: string | undefined;
  /** Undefined for every token. */
  readonly token: Token | undefined;
  /** The rule that halts: `maxDailyLoss`, and what was lost, in `unit`. */
  readonly rule: string;
  readonly limit: number;
  readonly actual: number;
  readonly unit: RefusalUnit;
  readonly until: HaltEnd;
  /** The same for people. */
  readonly message: string;
}

/** What a command to flatten was to close could not be, and is not tried again until the next one. */
export interface CloseFailed extends Concluded {
  readonly kind: 'CloseFailed';
  /** Units that are still held, negative when short. */
  readonly quantity: number;
  /** Closing orders in a row that traded nothing. */
  readonly tries: number;
  /** Why the last of them did not. */
  readonly reason: string;
}

/** An order went to the broker. */
export interface OrderSent extends Concluded {
  readonly kind: 'OrderSent';
  readonly order: ApprovedOrder;
}

/** Other terms for an order went to the broker. */
export interface ModifySent extends Concluded {
  readonly kind: 'ModifySent';
  /** As it will be. */
  readonly order: ApprovedOrder;
}

/** A cancellation went to the broker. */
export interface CancelSent extends Concluded {
  readonly kind: 'CancelSent';
  readonly order: ApprovedOrder;
}

/** A strategy threw; on this token it runs no more, and its open orders are cancelled. */
export interface StrategyFailed extends Concluded {
  readonly kind: 'StrategyFailed';
  readonly event: Event;
  readonly message: string;
  /** Where it threw, for `--debug`. */
  readonly stack: string | undefined;
}

/** An event of another token reached a strategy's token; it was refused and changed nothing. */
export interface WrongToken extends Concluded {
  readonly kind: 'WrongToken';
  /** The token that the event was of; `token` is the one that the strategy is bound to. */
  readonly of: Token;
}

/** Values of a strategy that are worth drawing. They decide nothing. */
export interface Plotted extends Concluded {
  readonly kind: 'Plotted';
  /** By name, finite; only those that are there, at least one. */
  readonly values: Readonly<Record<string, number>>;
}

/** What strategies conclude, before the belt numbers it: all that a pipeline's graph can add. */
export type Conclusion = Unstamped<Decision | StrategyFailed | WrongToken | Plotted>;

/** `A` before it has its number and time: what a pure step concludes. */
export type Unstamped<A extends Outcome | Event> = A extends unknown ? Omit<A, 'seq' | 'at'> : never;

/** Numbers entries in the order in which they come about, and times them by the world's clock. */
export interface Stamp {
  seq(): number;
  now(): EpochMs;
}
