import type { Observable } from 'rxjs';
import type { Command } from '../domain/event.js';
import type { EpochMs } from '../domain/time.js';
import type { BrokerAnswer } from './broker.js';
import type { LiveMessage } from './feed.js';

/** An instruction from outside, with the time at which it was given. */
export interface CommandInput extends Omit<Command, 'seq' | 'at'> {
  readonly receivedAt: EpochMs;
}

/** What a broker out there said of an order of ours, with the time at which it was heard. */
export interface BrokerInput extends BrokerAnswer {
  readonly receivedAt: EpochMs;
}

/**
 * All that comes into a session from outside, in one order, at times that never go back. With the session's
 * configuration it is enough to repeat the session: all else follows from it.
 */
export type Input = LiveMessage | CommandInput | BrokerInput;

/** Where inputs come from: a feed, or one that a broker's answers come with. One subscription. */
export interface InputSource {
  readonly message$: Observable<Input>;
  /** Where something goes out as well: nothing does any more, and what is to be said of that is said now. */
  readonly leave?: () => void;
}
