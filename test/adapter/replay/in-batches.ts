import type { FeedMessage } from '../../../src/port/feed.js';

/** A source of batches that tells how far it was read, and whether it was closed before its end. */
export interface Source extends AsyncIterable<readonly FeedMessage[]> {
  /** Batches asked for so far. */
  readonly read: number;
  readonly closed: boolean;
}

/** The batches as a tape gives them, one at a time; then `failure`, if there is one. */
export const inBatches = (batches: readonly (readonly FeedMessage[])[], failure?: Error): Source => {
  let read = 0;
  let closed = false;
  return {
    get read() {
      return read;
    },
    get closed() {
      return closed;
    },
    async *[Symbol.asyncIterator]() {
      let whole = false;
      try {
        for (const batch of batches) {
          read += 1;
          yield await Promise.resolve(batch);
        }
        whole = true;
        if (failure !== undefined) throw failure;
      } finally {
        closed = !whole;
      }
    },
  };
};
