import { expect } from 'chai';
import fc from 'fast-check';
import {
  interval,
  lastValueFrom,
  map,
  merge,
  type Observable,
  Subject,
  take,
  takeUntil,
  timer,
  toArray,
} from 'rxjs';
import { replayFeed } from '../../../src/adapter/replay/replay-feed.js';
import { ReplayScheduler } from '../../../src/clock/replay-scheduler.js';
import { epochMs } from '../../../src/domain/time.js';
import type { FeedMessage, LiveMessage } from '../../../src/port/feed.js';
import { chunked } from '../../support/chunked.js';
import { message } from '../../support/message.js';
import { rejection } from '../../support/rejection.js';
import { inBatches } from './in-batches.js';

const at = (receivedAt: number, last?: number): FeedMessage => message('tf', { receivedAt, last });
const all = <A>(source$: Observable<A>): Promise<A[]> =>
  lastValueFrom(source$.pipe(toArray()), { defaultValue: [] });

/** What a listener sees of `batches`: messages by their time, timers of 10 ms by their number, each with the clock. */
const seenOf = (batches: readonly (readonly FeedMessage[])[], startAt = 0): Promise<readonly string[]> => {
  const clock = new ReplayScheduler(epochMs(startAt));
  const ended$ = new Subject<void>();
  const message$ = new Subject<string>();
  const heard = all(
    merge(interval(10, clock).pipe(map((n) => `timer ${n}`)), message$).pipe(
      map((what) => `${clock.now()}: ${what}`),
      takeUntil(ended$),
    ),
  );
  replayFeed(inBatches(batches), clock).message$.subscribe({
    next: ({ receivedAt }) => message$.next(`message ${receivedAt}`),
    complete: () => ended$.next(),
  });
  return heard;
};

describe('replayFeed', () => {
  it('delivers each message at its own time', async () => {
    const clock = new ReplayScheduler(epochMs(5));
    const messages = [at(5), at(5), at(7), at(1_000)];

    const seen = await all(
      replayFeed(inBatches([messages]), clock).message$.pipe(map((one) => [clock.now(), one])),
    );

    expect(seen).to.deep.equal(messages.map((one) => [one.receivedAt, one]));
  });

  it('completes at once where there is nothing', async () => {
    expect(await all(replayFeed(inBatches([]), new ReplayScheduler()).message$)).to.deep.equal([]);
    expect(await all(replayFeed(inBatches([[], []]), new ReplayScheduler()).message$)).to.deep.equal([]);
  });

  it('takes a plain list of batches', async () => {
    expect(await all(replayFeed([[at(1)], [at(2)]], new ReplayScheduler()).message$)).to.deep.equal([
      at(1),
      at(2),
    ]);
  });

  it('fires timers before a message of a later or the same time', async () => {
    expect(await seenOf([[at(5), at(10), at(29)]])).to.deep.equal([
      '5: message 5',
      '10: timer 0',
      '10: message 10',
      '20: timer 1',
      '29: message 29',
    ]);
  });

  it('does what is due at the last time before it completes', async () => {
    const clock = new ReplayScheduler();
    const fired: string[] = [];
    const feed = replayFeed(inBatches([[at(10)]]), clock);

    await all(
      feed.message$.pipe(
        map(() => {
          clock.schedule(() => fired.push('at once'));
          clock.schedule(() => fired.push('later'), 1);
        }),
      ),
    );

    expect(fired).to.deep.equal(['at once']);
  });

  it('reads a batch only when it needs it', async () => {
    const source = inBatches([[at(1)], [at(2)], [at(3)]]);

    await all(replayFeed(source, new ReplayScheduler()).message$.pipe(take(1)));

    expect(source.read).to.equal(1);
  });

  it('stops reading, and the clock, where nobody listens any more', async () => {
    for (const [batches, read] of [
      [[[at(1), at(2), at(30), at(40)], [at(50)]], 1],
      [[[at(1), at(2)], [at(30)]], 1],
      [[[at(1)], [at(2), at(30)], [at(40)]], 2],
    ] as const) {
      const clock = new ReplayScheduler();
      const fired: number[] = [];
      const source = inBatches(batches);
      clock.schedule(() => fired.push(clock.now()), 20);

      const seen = await all(replayFeed(source, clock).message$.pipe(take(2)));
      await settled();

      expect(seen).to.deep.equal([at(1), at(2)]);
      expect([source.read, source.closed]).to.deep.equal([read, true]);
      expect([clock.now(), fired]).to.deep.equal([2, []]);
    }
  });

  it('stops where a timer ended it, before the message of that time', async () => {
    const clock = new ReplayScheduler();
    const source = inBatches([[at(1), at(5), at(9)], [at(12)]]);

    const seen = await all(replayFeed(source, clock).message$.pipe(takeUntil(timer(5, clock))));
    await settled();

    expect(seen).to.deep.equal([at(1)]);
    expect([source.read, source.closed]).to.deep.equal([1, true]);
  });

  it('delivers nothing, and leaves the clock alone, when it is unsubscribed while it waits for a batch', async () => {
    const clock = new ReplayScheduler();
    const source = inBatches([[at(10)]]);
    const seen: LiveMessage[] = [];

    replayFeed(source, clock)
      .message$.subscribe((one) => seen.push(one))
      .unsubscribe();
    await settled();

    expect(seen).to.deep.equal([]);
    expect([clock.now(), source.closed]).to.deep.equal([0, true]);
  });

  it('errors with what the source throws, after the messages before it', async () => {
    const boom = new Error('row 7 is bad');
    const seen: LiveMessage[] = [];
    const feed = replayFeed(inBatches([[at(1)], [at(2)]], boom), new ReplayScheduler());

    const error = await rejection(all(feed.message$.pipe(map((one) => seen.push(one)))));

    expect(error).to.equal(boom);
    expect(seen).to.deep.equal([at(1), at(2)]);
  });

  it('errors with what a timer throws, and closes the source', async () => {
    const boom = new Error('boom');
    const clock = new ReplayScheduler();
    const source = inBatches([[at(1), at(5)], [at(9)]]);
    clock.schedule(() => {
      throw boom;
    }, 3);

    expect(await rejection(all(replayFeed(source, clock).message$))).to.equal(boom);
    await settled();
    expect(source.closed).to.equal(true);
  });

  it('is the same whatever the batches', async () => {
    const messages = [3, 3, 10, 10, 11, 25, 40, 41, 41, 90].map((time) => at(time));
    const whole = await seenOf([messages]);
    expect(whole).to.have.length(10 + 9); // timers at 10, 20 … 90

    await fc.assert(
      fc.asyncProperty(chunked(messages), async (batches) => {
        expect(await seenOf(batches)).to.deep.equal(whole);
      }),
    );
  });
});

/** Lets all that waits for a promise go on. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
