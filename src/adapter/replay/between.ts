import type { EpochMs } from '../../domain/time.js';
import type { Token } from '../../domain/token.js';
import { foldMessages, type TouchlineMessage } from '../../domain/touchline.js';
import type { FeedMessage } from '../../port/feed.js';

/**
 * The messages of `[from, to)`. What came before `from` is not lost: the first message of a token is then a
 * `tk` with all that was known of it. Stops reading once `to` is reached. Times never go back in `batches`.
 */
export async function* between(
  batches: AsyncIterable<readonly FeedMessage[]>,
  from: EpochMs | undefined,
  to: EpochMs | undefined,
): AsyncIterable<readonly FeedMessage[]> {
  const known = new Map<Token, TouchlineMessage>();
  for await (const batch of batches) {
    const kept: FeedMessage[] = [];
    for (const message of batch) {
      if (to !== undefined && message.receivedAt >= to) {
        yield kept;
        return;
      }
      if (from !== undefined && message.receivedAt < from) learn(known, message);
      else kept.push(known.size === 0 ? message : whole(known, message));
    }
    yield kept;
  }
}

const learn = (known: Map<Token, TouchlineMessage>, message: FeedMessage): void => {
  if (message.kind === 'Malformed') return;
  const before = known.get(message.token);
  if (message.kind === 'tk') known.set(message.token, message);
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
