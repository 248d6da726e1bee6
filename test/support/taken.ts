import { copyMessage } from '../../src/domain/touchline.js';
import type { FeedMessage, MessageBatch } from '../../src/port/feed.js';

/** The messages of a batch, each as one that stays. */
export function* taken(batch: MessageBatch): Generator<FeedMessage> {
  for (const message of batch) yield message.kind === 'Malformed' ? message : copyMessage(message);
}

/** The messages of all batches. */
export const allTaken = async (batches: AsyncIterable<MessageBatch>): Promise<readonly FeedMessage[]> => {
  const all: FeedMessage[] = [];
  for await (const batch of batches) all.push(...taken(batch));
  return all;
};
