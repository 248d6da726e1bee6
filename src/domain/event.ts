import type { Fill } from './fill.js';
import type { Order } from './order.js';
import type { Tick } from './tick.js';
import type { EpochMs } from './time.js';
import type { Token } from './token.js';

/** What comes in at the head of the belt, in one total order: `seq` is 1, 2, 3 … over all entries. */
export type Event = Tick | OrderUpdate | ClockTicked | Command | FeedEvent;

/** What became of an order: it is in `order.state` now. */
export interface OrderUpdate {
  readonly kind: 'OrderUpdate';
  readonly seq: number;
  readonly at: EpochMs;
  /** `seq` of the entry that sent, cancelled or refused the order. */
  readonly cause: number;
  readonly token: Token;
  readonly strategy: string;
  readonly order: Order;
  /** Present when the update is an execution. */
  readonly fill: Fill | undefined;
  /** Why, where the state is a no. */
  readonly reason: string | undefined;
}

/** One second of the world's clock has passed. */
export interface ClockTicked {
  readonly kind: 'ClockTicked';
  readonly seq: number;
  readonly at: EpochMs;
}

/** An order from outside: `halt` refuses all new orders, for one token or for all, until `resume`. */
export interface Command {
  readonly kind: 'Command';
  readonly seq: number;
  readonly at: EpochMs;
  readonly command: 'halt' | 'resume';
  /** Undefined for every token. */
  readonly token: Token | undefined;
  /** Who gave it and why. */
  readonly reason: string;
}

/** What the feed has to say besides ticks. */
export interface FeedEvent {
  readonly kind: 'FeedEvent';
  readonly seq: number;
  readonly at: EpochMs;
  /** Undefined where it concerns no one token. */
  readonly token: Token | undefined;
  /**
   * `NoSnapshot`: a `tf` came with no `tk` before it. `Malformed`: a message that could not be decoded.
   * `Dropped`: a tick has a flag with which ticks are not passed on; later ones are merged all the same.
   */
  readonly event: 'NoSnapshot' | 'Malformed' | 'Dropped';
  /** Of what was dropped: `MessageFlag`, or-ed; else 0. */
  readonly flags: number;
  /** Where and why, with the raw value. */
  readonly detail: string;
}

/** The token an event is for; undefined for what every token hears. */
export const tokenOfEvent = (event: Event): Token | undefined =>
  event.kind === 'ClockTicked' ? undefined : event.token;
