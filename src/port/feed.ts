import type { Observable } from 'rxjs';
import type { EpochMs } from '../domain/time.js';
import type { TouchlineMessage } from '../domain/touchline.js';

/** A message that could not be decoded; it changes nothing, and is kept and counted. */
export interface Malformed {
  readonly kind: 'Malformed';
  readonly receivedAt: EpochMs;
  /** Where, what was wrong and the raw value. */
  readonly detail: string;
}

/** What comes from a market data source, decoded. */
export type FeedMessage = TouchlineMessage | Malformed;

/**
 * Messages that come together, in order. Each is valid until the next is taken: what is kept of it is copied.
 * To be gone through once, before the next batch is asked for.
 */
export type MessageBatch = Iterable<FeedMessage>;

/** Market messages of the subscribed tokens, in the order in which they came. One subscription. */
export interface Feed {
  readonly message$: Observable<FeedMessage>;
}
