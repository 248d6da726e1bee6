import type { Observable } from 'rxjs';
import type { ConnectionState } from '../domain/connection.js';
import type { NoticeName } from '../domain/event.js';
import type { OrderReport } from '../domain/order-report.js';
import type { EpochMs } from '../domain/time.js';
import type { Token } from '../domain/token.js';
import type { TouchlineMessage } from '../domain/touchline.js';

/** A message that could not be decoded; it changes nothing, and is kept and counted. */
export interface Malformed {
  readonly kind: 'Malformed';
  readonly receivedAt: EpochMs;
  /** Where, what was wrong and the raw value. */
  readonly detail: string;
}

/** What a live feed tells of itself and of the account's orders; it becomes a FeedEvent of that name. */
export interface Notice {
  readonly kind: 'Notice';
  readonly receivedAt: EpochMs;
  readonly event: NoticeName;
  /** Undefined where it concerns no one token. */
  readonly token: Token | undefined;
  /** A line for people. */
  readonly detail: string;
  /** Of a `Connection`. */
  readonly connection?: ConnectionState;
  /** Of an `Order`. */
  readonly order?: OrderReport;
}

/** What comes from a market data source, decoded. */
export type FeedMessage = TouchlineMessage | Malformed;

/** What comes from one that is connected: its messages, and what it tells of itself. */
export type LiveMessage = FeedMessage | Notice;

/**
 * Messages that come together, in order. Each is valid until the next is taken: what is kept of it is copied.
 * To be gone through once, before the next batch is asked for.
 */
export type MessageBatch = Iterable<FeedMessage>;

/** Market messages of the subscribed tokens, in the order in which they came. One subscription. */
export interface Feed {
  readonly message$: Observable<LiveMessage>;
}
