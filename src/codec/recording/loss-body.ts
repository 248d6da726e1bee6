import * as t from 'io-ts';

const Count = t.refinement(t.number, (value) => Number.isSafeInteger(value) && value >= 0, 'Count');

/** From `from` to `to`, ms since 1970, this many of each could not be recorded. */
export const LossBody = t.type(
  { touchlines: Count, others: Count, entries: Count, from: Count, to: Count },
  'LossBody',
);

export type LossBody = t.TypeOf<typeof LossBody>;
