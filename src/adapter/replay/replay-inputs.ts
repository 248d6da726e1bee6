import type { Observable } from 'rxjs';
import type { ReplayScheduler } from '../../clock/replay-scheduler.js';
import { type EpochMs, epochMs } from '../../domain/time.js';
import type { BrokerAnswer } from '../../port/broker.js';
import type { Feed } from '../../port/feed.js';
import type { Input } from '../../port/input.js';
import type { CommandGiven } from '../../port/world.js';
import { InputOutlet } from './input-outlet.js';

type Batches = AsyncIterable<Iterable<Input>> | Iterable<Iterable<Input>>;

/** What the belt is given of them. */
export interface ReplayedInputs {
  readonly feed: Feed;
  readonly command$: Observable<CommandGiven>;
  /** What a broker out there answered then: the answers of a broker that is not asked again. */
  readonly heard$: Observable<BrokerAnswer>;
}

/**
 * The recorded inputs of a live session, in virtual time: `clock` begins where the session began, is advanced to
 * the time of each input, and the input handed over, as it was then. After the last, time goes on to `endAt`,
 * when the session ended (undefined: no further), and the feed completes. It begins when the feed is subscribed;
 * the others are to be subscribed before.
 */
export const replayInputs = (
  batches: Batches,
  clock: ReplayScheduler,
  endAt: EpochMs | undefined,
): ReplayedInputs => {
  const play = async (): Promise<void> => {
    for await (const batch of batches) {
      for (const input of batch) {
        if (outlet.isClosed) return;
        clock.advanceTo(input.receivedAt);
        outlet.give(input);
      }
    }
    if (outlet.isClosed) return;
    clock.advanceTo(endAt ?? epochMs(clock.now()));
    outlet.complete();
  };
  const outlet = new InputOutlet(() => {
    play().catch((error: unknown) => outlet.error(error));
  });
  return { feed: outlet.feed, command$: outlet.command$, heard$: outlet.answer$ };
};
