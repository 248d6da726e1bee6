import { UsageError } from '../domain/failure.js';
import { istTextOf, timeOfDayOf } from '../domain/session.js';
import { type EpochMs, epochMs } from '../domain/time.js';

/** When a session is asked to end: `until` is milliseconds since midnight IST, `duration` milliseconds. */
interface EndOptions {
  readonly until?: number;
  readonly duration?: number;
}

/** The earlier of the two ends that can be asked for. */
export const endOf = (startAt: EpochMs, { until, duration }: EndOptions): EpochMs | undefined => {
  if (until !== undefined && until <= timeOfDayOf(startAt))
    throw new UsageError(
      `--until is over: by the session's clock it is ${istTextOf(startAt).slice(11, 19)} already`,
    );
  const ends = [
    ...(until === undefined ? [] : [startAt - timeOfDayOf(startAt) + until]),
    ...(duration === undefined ? [] : [startAt + duration]),
  ];
  return ends.length === 0 ? undefined : epochMs(Math.min(...ends));
};
