import { expect } from 'chai';
import {
  asapScheduler,
  bufferTime,
  concatMap,
  debounceTime,
  delay,
  EMPTY,
  groupBy,
  interval,
  map,
  merge,
  mergeMap,
  NEVER,
  type Observable,
  observeOn,
  of,
  repeat,
  type SchedulerLike,
  switchMap,
  take,
  takeUntil,
  throttleTime,
  throwError,
  timeInterval,
  timeout,
  timer,
  timestamp,
  windowTime,
} from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { ReplayScheduler } from '../../src/clock/replay-scheduler.js';
import { epochMs } from '../../src/domain/time.js';

type Assert = (actual: unknown, expected: unknown) => void;
type Run = Parameters<Parameters<TestScheduler['run']>[0]>[0];

const same: Assert = (actual, expected) => {
  expect(actual).to.deep.equal(expected);
};
const onReplay = (assert: Assert = same): TestScheduler => new ReplayScheduler(epochMs(0), assert);
const onTest = (assert: Assert = same): TestScheduler => new TestScheduler(assert);

/** Everything that a marble run compares: frames and notifications of each observable. */
const framesOf = (
  make: (assert: Assert) => TestScheduler,
  picture: (run: Run, clock: SchedulerLike) => void,
): unknown => {
  const seen: unknown[] = [];
  const scheduler = make((actual) => seen.push(structuredClone(actual)));
  scheduler.run((run) => picture(run, scheduler));
  return seen;
};

describe('a marble test on ReplayScheduler', () => {
  it('sees a hot observable from its subscription on', () => {
    onReplay().run(({ hot, expectObservable, expectSubscriptions }) => {
      const source = hot('--a--^--b--c--|');
      const expected = '       ---b--c--|';
      const subscription = '   ^--------!';

      expectObservable(source).toBe(expected);
      expectSubscriptions(source.subscriptions).toBe(subscription);
    });
  });

  it('sees a cold observable from its beginning, each time', () => {
    onReplay().run(({ cold, hot, expectObservable, expectSubscriptions }) => {
      const inner = cold('  -x-y|');
      const outer = hot('   a----b-----|');
      const expected = '    -x-y--x-y--|';
      const subscriptions = ['^---!', '-----^---!'];

      expectObservable(outer.pipe(concatMap(() => inner))).toBe(expected);
      expectSubscriptions(inner.subscriptions).toBe(subscriptions);
    });
  });

  it('unsubscribes where the picture says', () => {
    onReplay().run(({ hot, expectObservable }) => {
      const source = hot('  -a-b-c-d-|');
      const subscription = '--^---!';
      const expected = '    ---b-c---';

      expectObservable(source, subscription).toBe(expected);
    });
  });

  it('debounces by virtual time', () => {
    onReplay().run(({ hot, expectObservable }) => {
      const source = hot('-a-b-c-----d---|');
      const expected = '  --------c-----d|';

      expectObservable(source.pipe(debounceTime(3))).toBe(expected);
    });
  });

  it('delays by virtual time', () => {
    onReplay().run(({ hot, expectObservable }) => {
      const source = hot('a 999ms b|');
      const expected = '  5s a 999ms (b|)'; // the end does not wait

      expectObservable(source.pipe(delay(5_000))).toBe(expected);
    });
  });

  it('counts an interval', () => {
    const scheduler = onReplay();
    scheduler.run(({ expectObservable }) => {
      const expected = '1s a 999ms b 999ms (c|)';

      expectObservable(interval(1_000, scheduler).pipe(take(3))).toBe(expected, { a: 0, b: 1, c: 2 });
    });
  });

  it('buffers by the scheduler it is passed', () => {
    const scheduler = onReplay();
    scheduler.run(({ hot, expectObservable }) => {
      const source = hot('-a-b--c---|');
      const expected = '  ----x---y-(z|)';

      expectObservable(source.pipe(bufferTime(4, scheduler))).toBe(expected, {
        x: ['a', 'b'],
        y: ['c'],
        z: [],
      });
    });
  });

  it('fails where the picture is wrong', () => {
    expect(() =>
      onReplay().run(({ hot, expectObservable }) => {
        expectObservable(hot('-a-b-|')).toBe('-a--b|');
      }),
    ).to.throw(/to deeply equal/);
  });

  it('throws what the run throws', () => {
    const boom = new Error('boom');

    expect(() =>
      onReplay().run(() => {
        throw boom;
      }),
    ).to.throw(boom);
  });

  it('works outside run mode with frames of ten', () => {
    const scheduler = onReplay();
    const source = scheduler.createHotObservable('--a--b|');

    scheduler.expectObservable(source.pipe(delay(10, scheduler))).toBe('---a--(b|)');
    scheduler.expectObservable(source.pipe(delay(20, scheduler))).toBe('----a--(b|)');

    scheduler.flush();
  });

  const pictures: Readonly<Record<string, (run: Run, clock: SchedulerLike) => Observable<unknown>>> = {
    never: () => NEVER,
    empty: () => EMPTY,
    error: () => throwError(() => new Error('boom')),
    'before the subscription': ({ hot }) => hot('abc-d^-e-(fg)-|'),
    groups: ({ hot }) =>
      hot('-(ab)-a-(cb)|').pipe(
        groupBy((x) => x),
        mergeMap((x$) => x$.pipe(delay(2))),
      ),
    'a window of time': ({ hot }, clock) => hot('-a-b-c-d-e|').pipe(windowTime(4, clock)),
    'overlapping buffers': ({ hot }, clock) => hot('-a-b-c-d-e|').pipe(bufferTime(5, 2, clock)),
    switching: ({ hot, cold }) => hot('-a---b---|').pipe(switchMap(() => cold('--x--y--z|'))),
    throttling: ({ hot }) =>
      hot('-a-b-c-d-e-f-|').pipe(throttleTime(4, undefined, { leading: true, trailing: true })),
    timing: ({ hot }, clock) =>
      hot('-a---b-|').pipe(
        timestamp(clock),
        map(({ timestamp: at }) => at),
      ),
    gaps: ({ hot }, clock) =>
      hot('-a---b-|').pipe(
        timeInterval(clock),
        map(({ interval: gap }) => gap),
      ),
    'a timeout': ({ hot }) => hot('-a-------b|').pipe(timeout({ each: 5, with: () => of('late') })),
    repetition: ({ cold }) => cold('-a|').pipe(repeat({ count: 3, delay: 2 })),
    'a delay without end': ({ hot }, clock) => merge(hot('-a|').pipe(delay(Infinity, clock)), hot('---b|')),
    'until a timer': ({ hot }) => hot('-a-b-c-d-|').pipe(takeUntil(timer(4))),
    'two timers at one time': (_run, clock) => merge(timer(6, 2, clock), interval(3, clock)).pipe(take(8)),
    'the next turn': ({ hot }) => hot('-a-(bc)|').pipe(observeOn(asapScheduler)),
    'a delay below zero': ({ hot }, clock) => hot('-a-b|').pipe(debounceTime(-5, clock)),
  };
  for (const [name, picture] of Object.entries(pictures))
    it(`has the frames that it has on RxJS's TestScheduler: ${name}`, () => {
      const expected = framesOf(onTest, (run, clock) =>
        run.expectObservable(picture(run, clock), '^ 30ms !').toBe(''),
      );

      const actual = framesOf(onReplay, (run, clock) =>
        run.expectObservable(picture(run, clock), '^ 30ms !').toBe(''),
      );

      expect(actual).to.deep.equal(expected);
    });
});
