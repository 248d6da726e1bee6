import type { FeedMessage } from '../../port/feed.js';

type Batches = AsyncIterable<readonly FeedMessage[]>;

/** The first message, undefined when there is none, and all messages, that one included. Reads one batch. */
export const peek = async (
  batches: Batches,
): Promise<{ readonly first: FeedMessage | undefined; readonly all: Batches }> => {
  const iterator = batches[Symbol.asyncIterator]();
  let batch: readonly FeedMessage[] = [];
  while (batch.length === 0) {
    const next = await iterator.next();
    if (next.done === true) break;
    batch = next.value;
  }
  return { first: batch[0], all: startingWith(batch, iterator) };
};

async function* startingWith(
  batch: readonly FeedMessage[],
  rest: AsyncIterator<readonly FeedMessage[]>,
): Batches {
  try {
    yield batch;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
