import type { Bar } from './bar.js';
import type { ConnectionState } from './connection.js';
import type { Fill } from './fill.js';
import type { OrderChange } from './order-change.js';
import type { Unexpected } from './order-life.js';
import type { Order, OrderId } from './order.js';
import type { OrderReport } from './order-report.js';
import type { Tick } from './tick.js';
import type { EpochMs } from './time.js';
import type { Token } from './token.js';

/**
 * What strategies hear, in one total order: `seq` is 1, 2, 3 … over all entries. All of it comes in at the head of the
 * belt, but for bars, which the pipeline's graph cuts.
 */
export type Event = Tick | Bar | OrderUpdate | UnexpectedUpdate | ClockTicked | Command | FeedEvent;

/** What became of an order: it is in `order.state` now. */
export interface OrderUpdate {
  readonly kind: 'OrderUpdate';
  readonly seq: number;
  readonly at: EpochMs;
  /** `seq` of the entry that sent, cancelled or refused the order. */
  readonly cause: number;
  readonly token: Token;
  readonly strategy: string;
  /** What happened. */
  readonly change: OrderChange['kind'];
  /** The order after it. */
  readonly order: Order;
  /** Present when the update is an execution. */
  readonly fill: Fill | undefined;
  /** Why, where the state is a no. */
  readonly reason: string | undefined;
}

/** A broker said what cannot be of an order: too late, twice, or against its life. It changed nothing. */
export interface UnexpectedUpdate {
  readonly kind: 'UnexpectedUpdate';
  readonly seq: number;
  readonly at: EpochMs;
  readonly cause: number;
  readonly token: Token;
  readonly strategy: string;
  readonly orderId: OrderId;
  readonly change: OrderChange;
  readonly why: Unexpected;
}

/**
 * The world's clock has come to `at`: every whole second while something trades or happens, else every whole minute
 * (`ClockBeat`).
 */
export interface ClockTicked {
  readonly kind: 'ClockTicked';
  readonly seq: number;
  readonly at: EpochMs;
}

/**
 * The kill switch, thrown or lifted from outside: for a strategy, a token, a strategy on a token, or the account.
 * It holds from this event on; `resume` lifts every switch within its scope.
 */
export interface Command {
  readonly kind: 'Command';
  readonly seq: number;
  readonly at: EpochMs;
  readonly command: SwitchMode | 'resume';
  /** Undefined for every strategy. */
  readonly strategy: string | undefined;
  /** Undefined for every token. */
  readonly token: Token | undefined;
  /** Who gave it: a person, a signal, the session itself. */
  readonly by: string;
  /** Why. */
  readonly reason: string;
}

/**
 * `halt`: no new orders. `exit-only`: only orders that bring what the strategy holds nearer to zero; open ones
 * that could do other are cancelled. `cancel`: no new orders, and open ones are cancelled. `flatten`: that, and
 * positions are closed at market.
 */
export type SwitchMode = 'halt' | 'exit-only' | 'cancel' | 'flatten';

/** What the feed has to say besides ticks. */
export interface FeedEvent {
  readonly kind: 'FeedEvent';
  readonly seq: number;
  readonly at: EpochMs;
  /** Undefined where it concerns no one token. */
  readonly token: Token | undefined;
  readonly event: FeedEventName;
  /** Of what was dropped: `MessageFlag`, or-ed; else 0. */
  readonly flags: number;
  /** Where and why, with the raw value. */
  readonly detail: string;
  /** Of a `Connection`. */
  readonly connection?: ConnectionState;
  /** Of an `Order`. */
  readonly order?: OrderReport;
}

/**
 * What a feed has to say. Of its messages: `NoSnapshot`, a `tf` came with no `tk` before it; `Malformed`, one
 * could not be decoded; `Dropped`, a tick has a flag with which ticks are not passed on, and later ones are
 * merged all the same. Of itself: {@link NoticeName}.
 */
export type FeedEventName = 'NoSnapshot' | 'Malformed' | 'Dropped' | NoticeName;

/**
 * `Connection`: it came to another state. `SessionExpired`: the log-in is no longer good; a new session token is
 * waited for, and no new orders go out until the connection is `Live` again. `Order`: the broker told of an order
 * of the account. `Unheard`: no frame of any kind has come for 5 s, where something ticks all the time; `Heard`: they
 * come again. `Unserved`: a token was subscribed and no snapshot came. `Silent`: a token has had no tick for
 * long within its session. `Conflated`: waiting updates were folded. `ClockJumped`: the wall clock was set.
 * `RecordingLost`: what came could not be recorded. `Resumed`: the session had been cut off, and goes on.
 * `Restarted`: strategies begin again here, with what they hold and have open; they hear it whatever the graph does.
 * `Reconciled`: an order was another here than in the broker's books; what it is there follows.
 */
export type NoticeName =
  | 'Connection'
  | 'SessionExpired'
  | 'Order'
  | 'Unheard'
  | 'Heard'
  | 'Unserved'
  | 'Silent'
  | 'Conflated'
  | 'ClockJumped'
  | 'RecordingLost'
  | 'Resumed'
  | 'Restarted'
  | 'Reconciled';

/** The token an event is for; undefined for what every token hears. */
export const tokenOfEvent = (event: Event): Token | undefined =>
  event.kind === 'ClockTicked' ? undefined : event.token;

/** Whether strategies begin again at `event`. */
export const isRestart = (event: Event): boolean => event.kind === 'FeedEvent' && event.event === 'Restarted';
