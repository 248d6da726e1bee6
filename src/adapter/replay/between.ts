import type { EpochMs } from '../../domain/time.js';
import type { Token } from '../../domain/token.js';
import { copyMessage, foldMessages, type TouchlineMessage } from '../../domain/touchline.js';
import type { FeedMessage, MessageBatch } from '../../port/feed.js';

/**
 * The messages of `[from, to)`. What came before `from` is not lost: the first message of a token is then a
 * `tk` with all that was known of it. Stops reading once `to` is reached. Times never go back in `batches`.
 */
export async function* between(
  batches: AsyncIterable<MessageBatch>,
  from: EpochMs | undefined,
  to: EpochMs | undefined,
): AsyncIterable<MessageBatch> {
  if (from === undefined && to === undefined) {
    yield* batches;
    return;
  }
  const known = new Map<Token, TouchlineMessage>();
  const part = { isOver: false };

  function* kept(batch: MessageBatch): MessageBatch {
    for (const message of batch) {
      part.isOver = to !== undefined && message.receivedAt >= to;
      if (part.isOver) return;
      if (from !== undefined && message.receivedAt < from) learn(known, message);
      else yield known.size === 0 ? message : whole(known, message);
    }
  }

  for await (const batch of batches) {
    yield kept(batch);
    if (part.isOver) return;
  }
}

const learn = (known: Map<Token, TouchlineMessage>, message: FeedMessage): void => {
  if (message.kind === 'Malformed') return;
  const before = known.get(message.token);
  if (message.kind === 'tk') known.set(message.token, copyMessage(message));
  else if (before !== undefined) known.set(message.token, foldMessages(before, message));
};

/** `message` with what was known of its token, once; its flags tell of itself only. */
const whole = (known: Map<Token, TouchlineMessage>, message: FeedMessage): FeedMessage => {
  if (message.kind === 'Malformed') return message;
  const before = known.get(message.token);
  known.delete(message.token);
  if (before === undefined || message.kind === 'tk') return message;
  return { ...foldMessages(before, message), flags: message.flags };
};
