import type { OrderJournal } from '../../port/order-journal.js';

/** The journal of a replay: orders that could not be made durable then are not now, for the same reasons. */
export const recordedCommits = (unsent: ReadonlyMap<number, string>): OrderJournal => ({
  commit: ({ seq }) => {
    const reason = unsent.get(seq);
    if (reason !== undefined) throw new Error(reason);
  },
});
