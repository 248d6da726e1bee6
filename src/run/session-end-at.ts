import type { RecordedSession } from '../adapter/recording/read-session.js';
import { type EpochMs, epochMs } from '../domain/time.js';

/** Where the clock of a recorded session ended; of one that was cut off, as far as the belt is known to have come. */
export const sessionEndAt = ({
  end,
  extent,
}: Pick<RecordedSession, 'end' | 'extent'>): EpochMs | undefined =>
  end !== undefined && extent.lost === undefined ? epochMs(end.endAt) : extent.at;
