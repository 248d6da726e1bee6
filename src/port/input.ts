import type { Command } from '../domain/event.js';
import type { EpochMs } from '../domain/time.js';
import type { LiveMessage } from './feed.js';

/** An instruction from outside, with the time at which it was given. */
export interface CommandInput extends Omit<Command, 'seq' | 'at'> {
  readonly receivedAt: EpochMs;
}

/**
 * All that comes into a session from outside, in one order, at times that never go back. With the session's
 * configuration it is enough to repeat the session: all else follows from it.
 */
export type Input = LiveMessage | CommandInput;
