import type { Stamp, Unstamped } from '../domain/entry.js';
import type { FeedEvent } from '../domain/event.js';
import { applyTouchline, type Tick, tickOfSnapshot } from '../domain/tick.js';
import type { Token } from '../domain/token.js';
import type { TouchlineMessage } from '../domain/touchline.js';
import type { FeedMessage } from '../port/feed.js';
import type { Stage } from './stage.js';
import { stamped } from './stamp.js';

/**
 * Folds the messages of every token into whole ticks: a `tk` replaces all that is known of its token, a `tf`
 * is laid over it. A `tf` with no `tk` before it becomes a `NoSnapshot`, an undecodable message a `Malformed`
 * event; neither changes anything. One event out for each message in.
 */
export const mergeTouchline =
  (stamp: Stamp): Stage<FeedMessage, Tick | FeedEvent> =>
  (emit) => {
    const ticks = new Map<Token, Tick>();
    const number = stamped(stamp);

    const merge = (message: TouchlineMessage): Tick | FeedEvent => {
      const before = ticks.get(message.token);
      if (message.kind === 'tf' && before === undefined) return number(noSnapshot(message));
      const tick =
        message.kind === 'tk' || before === undefined
          ? tickOfSnapshot(message, stamp.seq(), stamp.now())
          : applyTouchline(before, message, stamp.seq(), stamp.now());
      ticks.set(message.token, tick);
      return tick;
    };

    return (message) =>
      emit(message.kind === 'Malformed' ? number(malformed(message.detail)) : merge(message));
  };

const noSnapshot = ({ token, receivedAt }: TouchlineMessage): Unstamped<FeedEvent> => ({
  kind: 'FeedEvent',
  event: 'NoSnapshot',
  token,
  detail: `tf of ${token} at ${receivedAt} with no tk before it`,
});

const malformed = (detail: string): Unstamped<FeedEvent> => ({
  kind: 'FeedEvent',
  event: 'Malformed',
  token: undefined,
  detail,
});
