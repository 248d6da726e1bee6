import type { FeedMessage } from '../../../port/feed.js';
import type { Columns } from '../decode/columns.js';

/** The messages of one file in the order of their time, out of the rows that it is given. */
export interface MessageCursor {
  /** Time of the next message; while it is starved, a time before which none will come. */
  readonly nextAt: number;
  /** It needs the next rows, or to hear that there are none. */
  readonly isStarved: boolean;
  /** Takes the next rows; those before are used up. */
  load(columns: Columns): void;
  /** There are no more rows. */
  end(): void;
  /**
   * Moves on, and returns the message it comes past, valid until it moves again; undefined for a row of which
   * no message is made. Not while it is starved. Throws the failure of a row that is to stop the run.
   */
  take(): FeedMessage | undefined;
}
