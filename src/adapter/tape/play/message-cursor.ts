import type { Columns } from '../decode/columns.js';
import type { FeedMessage } from '../../../port/feed.js';

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
   * Appends its messages up to the time `until`, those at it only when `isInclusive`, while `out` has fewer
   * than `most`. Throws the failure of a row that is to stop the run; what came before it is in `out`.
   */
  drain(until: number, isInclusive: boolean, out: FeedMessage[], most: number): void;
}
