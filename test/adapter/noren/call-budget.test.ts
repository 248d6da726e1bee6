import { expect } from 'chai';
import fc from 'fast-check';
import { VirtualTimeScheduler } from 'rxjs';
import { callBudget, type CallLimit } from '../../../src/adapter/noren/call-budget.js';
import { rejection } from '../../support/rejection.js';

const LIMITS: readonly CallLimit[] = [
  { calls: 2, withinMs: 100 },
  { calls: 5, withinMs: 1_000 },
];

/** Lets all promises that can settle do so. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('callBudget', () => {
  const never = new AbortController().signal;

  it('lets calls through in turn, as many as every limit allows in any stretch of time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 300 }), { minLength: 1, maxLength: 25 }), async (gaps) => {
        const clock = new VirtualTimeScheduler();
        const budget = callBudget(LIMITS, clock);
        const times: number[] = [];
        const order: number[] = [];
        let askAt = 0;
        gaps.forEach((gap, i) => {
          askAt += gap;
          clock.schedule(() => {
            void budget.take(never).then(() => {
              times.push(clock.now());
              order.push(i);
            });
          }, askAt);
        });
        while (times.length < gaps.length) {
          clock.maxFrames = (clock.actions[0]?.delay ?? clock.frame) + 0;
          clock.flush();
          await settle();
        }

        expect(order).to.deep.equal([...gaps.keys()]);
        for (const { calls, withinMs } of LIMITS)
          for (const [i, at] of times.entries())
            expect(at - (times[i - calls] ?? -Infinity)).to.be.at.least(withinMs);
      }),
      { numRuns: 50 },
    );
  });

  it('does not hold up the others when one gives up', async () => {
    const clock = new VirtualTimeScheduler();
    const budget = callBudget([{ calls: 1, withinMs: 100 }], clock);
    await budget.take(never);
    const stop = new AbortController();
    const second = rejection(budget.take(stop.signal));
    const third = budget.take(never);
    stop.abort(new Error('enough'));

    expect(await second).to.equal(stop.signal.reason);
    await settle();
    clock.flush();
    await third;
    expect(clock.now()).to.equal(100);
  });
});
