import { expect } from 'chai';
import {
  animationFrameScheduler,
  asapScheduler,
  asyncScheduler,
  audit,
  auditTime,
  bufferTime,
  concatMap,
  debounceTime,
  delay,
  groupBy,
  interval,
  map,
  mergeMap,
  type MonoTypeOperatorFunction,
  type Observable,
  observeOn,
  of,
  queueScheduler,
  repeat,
  retry,
  sampleTime,
  type SchedulerLike,
  subscribeOn,
  Subject,
  throttleTime,
  timeInterval,
  timeout,
  timer,
  timestamp,
  windowTime,
} from 'rxjs';
import { ReplayScheduler } from '../../src/clock/replay-scheduler.js';
import { forbidWallClock, WallClockError } from '../../src/clock/wall-clock-guard.js';
import { isFailure } from '../../src/domain/failure.js';
import { epochMs } from '../../src/domain/time.js';

type Timed = (source$: Observable<number>, clock?: SchedulerLike) => Observable<unknown>;

const failingOnce = (): MonoTypeOperatorFunction<number> => {
  let failed = false;
  return map((n) => {
    if (failed) return n;
    failed = true;
    throw new Error('boom');
  });
};

/** How people write each; without a clock it must be refused, by that name, and with one it must run. */
const TIMED: Readonly<Record<string, Timed>> = {
  auditTime: (source$, clock) => source$.pipe(auditTime(5, clock)),
  bufferTime: (source$, clock) => source$.pipe(clock === undefined ? bufferTime(5) : bufferTime(5, clock)),
  debounceTime: (source$, clock) => source$.pipe(debounceTime(5, clock)),
  delay: (source$, clock) => source$.pipe(delay(5, clock)),
  interval: (_source$, clock) => interval(5, clock),
  observeOn: (source$, clock) => source$.pipe(observeOn(clock ?? asyncScheduler)),
  repeat: (_source$, clock) => of(1).pipe(repeat({ delay: clock === undefined ? 5 : () => timer(5, clock) })),
  retry: (_source$, clock) =>
    of(1).pipe(failingOnce(), retry({ delay: clock === undefined ? 5 : () => timer(5, clock) })),
  sampleTime: (source$, clock) => source$.pipe(sampleTime(5, clock)),
  subscribeOn: (source$, clock) => source$.pipe(subscribeOn(clock ?? asyncScheduler)),
  throttleTime: (source$, clock) => source$.pipe(throttleTime(5, clock)),
  timeInterval: (source$, clock) => source$.pipe(timeInterval(clock)),
  timeout: (source$, clock) =>
    source$.pipe(timeout({ each: 50, ...(clock === undefined ? {} : { scheduler: clock }) })),
  timer: (_source$, clock) => timer(5, clock),
  timestamp: (source$, clock) => source$.pipe(timestamp(clock)),
  windowTime: (source$, clock) =>
    source$.pipe(
      clock === undefined ? windowTime(5) : windowTime(5, clock),
      mergeMap((window$) => window$),
    ),
};

/** What comes of subscribing to `make` and sending one value through it: its values, then its error if any. */
const outcomeOf = (
  make: (source$: Observable<number>) => Observable<unknown>,
  then?: () => void,
): readonly unknown[] => {
  const source$ = new Subject<number>();
  const seen: unknown[] = [];
  const running = make(source$).subscribe({
    next: (value) => seen.push(value),
    error: (error: unknown) => seen.push(error),
  });
  source$.next(1);
  then?.();
  running.unsubscribe();
  return seen;
};

describe('forbidWallClock', () => {
  let release: () => void;
  beforeEach(() => (release = forbidWallClock()));
  afterEach(() => release());

  for (const [name, timed] of Object.entries(TIMED)) {
    it(`refuses ${name} without a clock, by that name`, () => {
      const error = outcomeOf((source$) => timed(source$)).at(-1);

      expect(error).to.be.instanceOf(WallClockError);
      expect(error)
        .to.have.property('message')
        .that.matches(new RegExp(`^(\\w+ or )?${name}\\b.* ran on RxJS's wall clock`));
      expect(isFailure(error)).to.equal(true);
    });

    it(`lets ${name} run on the clock`, () => {
      const clock = new ReplayScheduler(epochMs(1_000));

      const seen = outcomeOf(
        (source$) => timed(source$, clock),
        () => clock.advanceTo(epochMs(1_010)),
      );

      if (name === 'subscribeOn') expect(seen, 'it subscribed too late for the value').to.deep.equal([]);
      else expect(seen).not.to.be.empty;
      for (const one of seen) expect(one).not.to.be.instanceOf(Error);
    });
  }

  for (const [name, timed] of Object.entries({
    'delay within groups': (source$) =>
      source$.pipe(
        groupBy((n) => n),
        mergeMap((group$) => group$.pipe(delay(5))),
      ),
    'delay after other operators': (source$) =>
      source$.pipe(
        map((n) => n),
        concatMap((n) => of(n)),
        delay(5),
      ),
  } satisfies Record<string, Timed>))
    it(`names ${name}`, () => {
      expect(outcomeOf(timed)[0])
        .to.have.property('message')
        .that.matches(/^delay ran on/);
    });

  it('names a timer where a pipeline put it, not the operator around it', () => {
    const [error] = outcomeOf((source$) => source$.pipe(mergeMap(() => timer(5))));

    expect(error)
      .to.have.property('message')
      .that.matches(/^timer or interval ran on/);
  });

  it('says how to pass the clock', () => {
    const advice = (timed: Timed): unknown => outcomeOf((source$) => timed(source$))[0];

    expect(advice((source$) => source$.pipe(debounceTime(5)))).to.have.property(
      'message',
      "debounceTime ran on RxJS's wall clock, where time is virtual; pass it the clock that `graph` is handed, " +
        'as its last argument: debounceTime(…, clock)',
    );
    expect(advice((source$) => source$.pipe(failingOnce(), retry({ delay: 5 }))))
      .to.have.property('message')
      .that.contains('retry({ delay: () => timer(…, clock) })');
    expect(advice((source$) => source$.pipe(audit(() => interval(5)))))
      .to.have.property('message')
      .that.contains('(…, clock)');
  });

  for (const [name, scheduler] of Object.entries({ asyncScheduler, asapScheduler, animationFrameScheduler }))
    it(`refuses ${name}`, () => {
      expect(() => scheduler.schedule(() => undefined)).to.throw(WallClockError, /wall clock/);
      expect(() => scheduler.schedule(() => undefined, 5)).to.throw(WallClockError, /wall clock/);
      expect(() => scheduler.now()).to.throw(WallClockError, /wall clock/);
    });

  it('refuses queueScheduler a delay, and lets it do at once what needs no time', () => {
    const done: number[] = [];

    queueScheduler.schedule(() => done.push(1));

    expect(done).to.deep.equal([1]);
    expect(() => queueScheduler.schedule(() => undefined, 5)).to.throw(WallClockError);
  });

  it('leaves the runtime itself alone', () => {
    expect(() => Date.now()).not.to.throw();
    expect(() => clearTimeout(setTimeout(() => undefined))).not.to.throw();
  });
});

describe('what forbidWallClock returns', () => {
  it('gives the default schedulers their clocks back', async () => {
    const release = forbidWallClock();
    release();

    const done = await new Promise<string>((resolve) => {
      const names: string[] = [];
      const note = (name: string) => (): void => {
        names.push(name);
        if (names.length === 3) resolve(names.sort().join(' '));
      };
      timer(1).subscribe(note('timer'));
      asapScheduler.schedule(note('asap'));
      of(1).pipe(debounceTime(0), timestamp()).subscribe(note('debounce'));
    });

    expect(done).to.equal('asap debounce timer');
  });

  it('gives them back with the end of the last run, once', () => {
    const [first, second] = [forbidWallClock(), forbidWallClock()];

    first();
    first();
    expect(() => asyncScheduler.now()).to.throw(WallClockError);
    second();

    expect(asyncScheduler.now()).to.be.a('number');
  });

  it('puts back what was there before, a run mode too', () => {
    const scheduler = new ReplayScheduler(epochMs(0), (actual, expected) =>
      expect(actual).to.deep.equal(expected),
    );

    scheduler.run(({ hot, expectObservable }) => {
      forbidWallClock()();
      expectObservable(hot('-a-b---|').pipe(debounceTime(3))).toBe('------b|');
    });
  });
});
