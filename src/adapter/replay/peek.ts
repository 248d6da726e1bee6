import type { FeedMessage, MessageBatch } from '../../port/feed.js';

type Batches = AsyncIterable<MessageBatch>;

/** The first message, undefined when there is none, and all messages, that one included. Reads one batch. */
export const peek = async (
  batches: Batches,
): Promise<{ readonly first: FeedMessage | undefined; readonly all: Batches }> => {
  const iterator = batches[Symbol.asyncIterator]();
  for (let batch = await iterator.next(); batch.done !== true; batch = await iterator.next()) {
    const messages = batch.value[Symbol.iterator]();
    const first = messages.next();
    if (first.done !== true)
      return { first: first.value, all: startingWith(first.value, messages, iterator) };
  }
  return { first: undefined, all: none() };
};

async function* startingWith(
  first: FeedMessage,
  messages: Iterator<FeedMessage>,
  rest: AsyncIterator<MessageBatch>,
): Batches {
  try {
    yield [first];
    yield remaining(messages);
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

function* remaining(messages: Iterator<FeedMessage>): MessageBatch {
  for (let next = messages.next(); next.done !== true; next = messages.next()) yield next.value;
}

async function* none(): Batches {
  // nothing was there
}
