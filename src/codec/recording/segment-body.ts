import * as t from 'io-ts';

const Count = t.refinement(t.number, (value) => Number.isSafeInteger(value) && value >= 0, 'Count');
const Sha256 = t.refinement(t.string, (text) => /^[0-9a-f]{64}$/.test(text), 'Sha256');

/** A segment of the tape that is whole, and what it was when it became so. */
export const SegmentBody = t.type(
  {
    file: t.string,
    /** Messages in it. */
    rows: Count,
    bytes: Count,
    sha256: Sha256,
  },
  'SegmentBody',
);

export type SegmentBody = t.TypeOf<typeof SegmentBody>;
