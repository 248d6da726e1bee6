import { expect } from 'chai';
import { interval, Subscription, VirtualTimeScheduler } from 'rxjs';
import { ReplayScheduler } from '../../src/clock/replay-scheduler.js';
import { DAY_MS, epochMs } from '../../src/domain/time.js';
import { liveHeap } from '../support/heap.js';

const START = Date.UTC(2025, 0, 1);
const monthEnd = (month: number): number => Date.UTC(2025, month, 1);
const MEGABYTE = 1_000_000;

describe('a timer of a second through a year of virtual time', () => {
  it('fires 31,536,000 times, leaves one action pending, and needs no more memory than in its first month', () => {
    const clock = new ReplayScheduler(epochMs(START));
    let fired = 0;
    let sum = 0;
    const running = interval(1_000, clock).subscribe((n) => {
      fired += 1;
      sum += n;
    });

    clock.advanceTo(epochMs(monthEnd(1)));
    const afterOneMonth = liveHeap();
    for (let month = 2; month <= 12; month += 1) clock.advanceTo(epochMs(monthEnd(month)));
    const afterTwelve = liveHeap();

    const seconds = (365 * DAY_MS) / 1_000;
    expect(fired).to.equal(seconds).and.to.equal(31_536_000);
    expect(sum).to.equal((seconds * (seconds - 1)) / 2); // 0 + 1 + … + (seconds − 1)
    expect(clock.actions).to.have.length(1);
    expect(clock.now()).to.equal(Date.UTC(2026, 0, 1));
    expect(afterTwelve - afterOneMonth).to.be.lessThan(5 * MEGABYTE);
    running.unsubscribe();
    expect(clock.actions).to.deep.equal([]);
  });

  it('stays one action, where those of VirtualTimeScheduler make a chain that keeps them all', () => {
    const replay = new ReplayScheduler();
    const virtual = new VirtualTimeScheduler(undefined, 50_000);
    const running = [interval(1_000, replay).subscribe(), interval(1_000, virtual).subscribe()];
    const onReplay = replay.actions[0];
    const onVirtual = virtual.actions[0];

    replay.advanceTo(epochMs(50_000));
    virtual.flush();

    expect(replay.actions).to.deep.equal([onReplay]);
    expect(chainOf(onReplay)).to.equal(1);
    expect(chainOf(onVirtual)).to.equal(51); // fifty that have fired and the one that is pending
    running.forEach((one) => one.unsubscribe());
  });
});

/** An action as RxJS keeps it: each holds on to the one that it made to repeat itself. */
interface Kept {
  readonly _finalizers: readonly unknown[] | null;
}

/** Length of the chain of actions that begins with `action`. */
const chainOf = (action: unknown): number => {
  if (!(action instanceof Subscription)) return 0;
  const { _finalizers: kept } = action as unknown as Kept;
  return 1 + (kept ?? []).reduce<number>((longest, one) => Math.max(longest, chainOf(one)), 0);
};
