import { Observable } from 'rxjs';
import type { ReplayScheduler } from '../../clock/replay-scheduler.js';
import { type EpochMs, epochMs } from '../../domain/time.js';
import type { Feed, MessageBatch } from '../../port/feed.js';

/**
 * Stored messages as a feed in virtual time. Batches are awaited, the messages of a batch delivered one after
 * the other at their own times: `clock` is advanced to each, which fires the timers due before it. No message
 * is scheduled, so a tape of any length runs in flat memory. Behind the last message time goes on to `endOf` it, no
 * further where that is left out, and it completes when what was due by then has been done; errors with what the
 * batches or a timer throw. Time stands still from the moment it is unsubscribed.
 */
export const replayFeed = (
  batches: AsyncIterable<MessageBatch> | Iterable<MessageBatch>,
  clock: ReplayScheduler,
  endOf: (lastAt: EpochMs) => EpochMs = (lastAt) => lastAt,
): Feed => ({
  message$: new Observable((subscriber) => {
    const ended = (): boolean => subscriber.closed;
    const play = async (): Promise<void> => {
      for await (const batch of batches) {
        for (const message of batch) {
          if (ended()) return;
          clock.advanceTo(message.receivedAt);
          subscriber.next(message);
        }
        if (ended()) return;
      }
      clock.advanceTo(endOf(epochMs(clock.now())));
      subscriber.complete();
    };
    play().catch((error: unknown) => subscriber.error(error));
  }),
});
