import * as t from 'io-ts';

const Count = t.refinement(t.number, (value) => Number.isSafeInteger(value) && value >= 0, 'Count');

/** A session that ended by itself, how, and what was recorded of it. */
export const SessionEnd = t.type(
  {
    /** The session's clock at its end. */
    endAt: Count,
    /** Of the run's decisions. */
    digest: t.string,
    /** Messages on the tape. */
    touchlines: Count,
    /** Other inputs. */
    others: Count,
    /** Number of the last entry. */
    entries: Count,
    /** What could not be recorded, of each. */
    lost: t.type({ touchlines: Count, others: Count, entries: Count }),
  },
  'SessionEnd',
);

export type SessionEnd = t.TypeOf<typeof SessionEnd>;
