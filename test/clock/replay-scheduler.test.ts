import { expect } from 'chai';
import fc from 'fast-check';
import { asyncScheduler, interval, NEVER, type SchedulerAction, timer } from 'rxjs';
import { ReplayScheduler } from '../../src/clock/replay-scheduler.js';
import { epochMs } from '../../src/domain/time.js';

const clockAt = (startAt = 0): ReplayScheduler => new ReplayScheduler(epochMs(startAt));

/** A log of what fired when. */
const logOf = (clock: ReplayScheduler) => {
  const fired: (readonly [at: number, name: string])[] = [];
  return {
    fired,
    set: (name: string, delay?: number) => clock.schedule(() => fired.push([clock.now(), name]), delay),
  };
};

describe('ReplayScheduler', () => {
  it('begins at the time it is given', () => {
    expect(clockAt(1_767_000_000_000).now()).to.equal(1_767_000_000_000);
  });

  it('fires nothing by itself, a timer without delay included', () => {
    const clock = clockAt();
    const { fired, set } = logOf(clock);

    set('now');

    expect(fired).to.deep.equal([]);
  });

  it('fires what is due by the time it is advanced to, each at its own time, and stays there', () => {
    const clock = clockAt(1_000);
    const { fired, set } = logOf(clock);
    set('after', 301);
    set('late', 300);
    set('early', 100);
    set('now');

    clock.advanceTo(epochMs(1_300));

    expect(fired).to.deep.equal([
      [1_000, 'now'],
      [1_100, 'early'],
      [1_300, 'late'],
    ]);
    expect(clock.now()).to.equal(1_300);
  });

  it('fires timers of one time in the order in which they were set', () => {
    const clock = clockAt();
    const { fired, set } = logOf(clock);
    set('a', 10);
    set('b', 5);
    set('c', 10);
    clock.advanceTo(epochMs(5));
    set('d', 5);

    clock.advanceTo(epochMs(10));

    expect(fired.map(([, name]) => name).join('')).to.equal('bacd');
  });

  it('fires timers that a timer sets when they are due, after those that were there', () => {
    const clock = clockAt();
    const { fired, set } = logOf(clock);
    clock.schedule(() => {
      set('at once');
      set('later', 5);
      set('too late', 50);
    }, 10);
    set('was there', 10);

    clock.advanceTo(epochMs(20));

    expect(fired).to.deep.equal([
      [10, 'was there'],
      [10, 'at once'],
      [15, 'later'],
    ]);
  });

  it('does not fire what was cancelled, by a timer of the same time too', () => {
    const clock = clockAt();
    const { fired, set } = logOf(clock);
    const before = set('cancelled before', 10);
    clock.schedule(() => during.unsubscribe(), 10);
    const during = set('cancelled during', 10);
    set('kept', 10);

    before.unsubscribe();
    clock.advanceTo(epochMs(10));

    expect(fired).to.deep.equal([[10, 'kept']]);
    expect(clock.actions).to.deep.equal([]);
  });

  it('never goes back: an earlier time fires what is due now', () => {
    const clock = clockAt(1_000);
    const { fired, set } = logOf(clock);
    set('now');
    set('next', 1);

    clock.advanceTo(epochMs(500));

    expect(fired).to.deep.equal([[1_000, 'now']]);
    expect(clock.now()).to.equal(1_000);
  });

  it('does not go back when a timer has advanced it further', () => {
    const clock = clockAt();
    const { fired, set } = logOf(clock);
    clock.schedule(() => clock.advanceTo(epochMs(50)), 10);
    set('between', 30);
    set('at the end', 60);

    clock.advanceTo(epochMs(20));
    expect(clock.now()).to.equal(50);
    clock.advanceTo(epochMs(60));

    expect(fired).to.deep.equal([
      [30, 'between'],
      [60, 'at the end'],
    ]);
  });

  it('fires a timer of a negative delay now, without going back', () => {
    const clock = clockAt(1_000);
    const { fired, set } = logOf(clock);
    set('past', -500);

    clock.advanceTo(epochMs(1_001));

    expect(fired).to.deep.equal([[1_000, 'past']]);
  });

  for (const delay of [Infinity, NaN])
    it(`never fires a timer of ${delay} ms, and is not held up by it`, () => {
      const clock = clockAt();
      const { fired, set } = logOf(clock);
      set('before', 5);
      set('never', delay);
      set('after', 5);

      clock.advanceTo(epochMs(1e15));

      expect(fired).to.deep.equal([
        [5, 'before'],
        [5, 'after'],
      ]);
      expect(clock.actions).to.deep.equal([]);
    });

  it('tells when the next timer is due', () => {
    const clock = clockAt(1_000);
    const { set } = logOf(clock);
    const before = clock.nextDueAt;
    set('late', 300);
    const early = set('early', 100);

    expect(before).to.equal(undefined);
    expect(clock.nextDueAt).to.equal(1_100);
    early.unsubscribe();
    expect(clock.nextDueAt).to.equal(1_300);
    clock.advanceTo(epochMs(1_300));
    expect(clock.nextDueAt).to.equal(undefined);
  });

  it('throws what a timer throws, at its time, and goes on from there', () => {
    const clock = clockAt();
    const { fired, set } = logOf(clock);
    const boom = new Error('boom');
    clock.schedule(() => {
      throw boom;
    }, 10);
    set('same time', 10);
    set('later', 20);

    expect(() => clock.advanceTo(epochMs(30))).to.throw(boom);
    expect(clock.now()).to.equal(10);
    clock.advanceTo(epochMs(30));

    expect(fired).to.deep.equal([
      [10, 'same time'],
      [20, 'later'],
    ]);
  });

  it('hands a timer its state, and lets it set itself again with another', () => {
    const clock = clockAt();
    const seen: (readonly [number, number | undefined])[] = [];
    clock.schedule(
      function (this: SchedulerAction<number>, count) {
        seen.push([clock.now(), count]);
        if (count !== undefined && count < 3) this.schedule(count + 1, count * 10);
      },
      5,
      1,
    );

    clock.advanceTo(epochMs(1_000));

    expect(seen).to.deep.equal([
      [5, 1],
      [15, 2],
      [35, 3],
    ]);
  });

  for (const [name, again] of [
    ['later', 20],
    ['earlier', 2],
    ['at the same time', 10],
  ] as const)
    it(`fires a pending timer once when it is set again, ${name}`, () => {
      const clock = clockAt();
      const fired: number[] = [];
      const pending = clock.schedule(() => fired.push(clock.now()), 10) as SchedulerAction<unknown>;
      clock.schedule(() => fired.push(-clock.now()), 10);

      pending.schedule(undefined, again);
      clock.advanceTo(epochMs(100));

      expect(fired).to.deep.equal(again < 10 ? [again, -10] : [-10, again]);
    });

  it('fires any timers in the order of their times, and of their setting where those are equal', () => {
    const plan = fc.array(fc.record({ delay: fc.nat(20), cancelled: fc.boolean() }), { maxLength: 40 });
    const stops = fc.array(fc.nat(30), { maxLength: 5 });
    fc.assert(
      fc.property(plan, stops, (timers, times) => {
        const clock = clockAt();
        const fired: number[] = [];
        const set = timers.map(({ delay }, i) => clock.schedule(() => fired.push(i), delay));
        timers.forEach(({ cancelled }, i) => cancelled && set[i]?.unsubscribe());
        for (const at of times) clock.advanceTo(epochMs(at));

        const now = Math.max(0, ...times);
        const expected = timers
          .map((one, i) => ({ ...one, i }))
          .filter(({ cancelled, delay }) => !cancelled && delay <= now && times.length > 0)
          .sort((a, b) => a.delay - b.delay || a.i - b.i);
        expect(fired).to.deep.equal(expected.map(({ i }) => i));
        expect(clock.now()).to.equal(now);
      }),
    );
  });

  it('fires the same however many steps it is advanced in', () => {
    const firings = (steps: readonly number[]): readonly (readonly [number, string])[] => {
      const clock = clockAt();
      const { fired } = logOf(clock);
      interval(7, clock).subscribe((n) => fired.push([clock.now(), `seven ${n}`]));
      timer(3, 5, clock).subscribe((n) => fired.push([clock.now(), `five ${n}`]));
      for (const at of [...steps, 100]) clock.advanceTo(epochMs(at));
      return fired;
    };
    const atOnce = firings([]);
    expect(atOnce).to.have.length(14 + 20); // 7, 14 … 98 and 3, 8 … 98

    fc.assert(
      fc.property(fc.array(fc.nat(100), { maxLength: 20 }), (steps) => {
        expect(firings(steps)).to.deep.equal(atOnce);
      }),
    );
  });

  it('leaves nothing of a stream that was unsubscribed', () => {
    const clock = clockAt();
    const running = interval(10, clock).subscribe();
    const other = NEVER.subscribe();
    clock.advanceTo(epochMs(35));

    running.unsubscribe();
    other.unsubscribe();

    expect(clock.actions).to.deep.equal([]);
  });

  it('is no wall clock: nothing of the default scheduler runs on it', () => {
    const clock = clockAt();
    const { fired } = logOf(clock);
    const waiting = asyncScheduler.schedule(() => fired.push([0, 'async']), 0);

    clock.advanceTo(epochMs(1e12));
    waiting.unsubscribe();

    expect(fired).to.deep.equal([]);
  });
});
