import { expect } from 'chai';
import fc from 'fast-check';
import { orderPace, PACE_LIMITS } from '../../../../src/adapter/noren/broker/order-pace.js';
import { epochMs } from '../../../../src/domain/time.js';
import { PlayedTime } from '../../../support/played-time.js';

const STEP_MS = 50;
const LIMITS = { calls: 4, withinMs: 1_000, reserved: 1 };
const never = (): AbortSignal => new AbortController().signal;

/** When each call went out; asked for at its time. */
const timesOf = async (
  asked: readonly { readonly at: number; readonly isUrgent: boolean }[],
  limits = LIMITS,
): Promise<readonly number[]> => {
  const real = new PlayedTime(epochMs(0));
  const pace = orderPace(limits, real);
  const times: number[] = [];
  /** Step by step, so that each call is noted at its own time. */
  const comeTo = async (at: number): Promise<void> => {
    while (real.now() < at) {
      real.pass(Math.min(STEP_MS, at - real.now()));
      await settled();
    }
  };
  for (const [i, { at, isUrgent }] of asked.entries()) {
    await comeTo(at);
    void pace.take(isUrgent, never()).then(() => (times[i] = real.now()));
    await settled();
  }
  await comeTo(12_000);
  return times;
};

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const ofKinds = (...kinds: readonly boolean[]) => kinds.map((isUrgent) => ({ at: 0, isUrgent }));

describe('orderPace', () => {
  it('lets out at once what its limits have room for, and the rest as soon as they have', async () => {
    expect(await timesOf(ofKinds(false, false, false, false, false))).to.deep.equal([0, 0, 0, 1_000, 1_000]);
  });

  it('keeps a part for what is urgent', async () => {
    expect(await timesOf(ofKinds(false, false, false, true, true))).to.deep.equal([0, 0, 0, 0, 1_000]);
  });

  it('lets what is urgent go first', async () => {
    const waiting = [false, false, false, true, true];

    expect(await timesOf(ofKinds(true, true, true, true, ...waiting))).to.deep.equal([
      ...[0, 0, 0, 0],
      ...[1_000, 2_000, 2_000, 1_000, 1_000],
    ]);
  });

  it('lets one that is taken back go, and the others have its turn', async () => {
    const real = new PlayedTime(epochMs(0));
    const pace = orderPace({ calls: 1, withinMs: 100, reserved: 0 }, real);
    const leaving = new AbortController();
    const out: string[] = [];
    void pace.take(false, never()).then(() => out.push('first'));
    void pace.take(false, leaving.signal).catch(() => out.push('taken back'));
    void pace.take(false, never()).then(() => out.push('third'));
    leaving.abort(new Error('not any more'));
    real.pass(100);
    await settled();

    expect(out).to.deep.equal(['first', 'taken back', 'third']);
  });

  it('never lets out more within any second than regulation allows, nor, but for what is urgent, its reserve', async () => {
    const asks = fc.array(fc.record({ at: fc.nat(60).map((n) => n * STEP_MS), isUrgent: fc.boolean() }), {
      maxLength: 60,
      size: 'max',
    });
    await fc.assert(
      fc.asyncProperty(asks, async (some) => {
        const asked = some.toSorted((a, b) => a.at - b.at);
        const times = await timesOf(asked, PACE_LIMITS);
        const within = (from: number, kinds: (i: number) => boolean): number =>
          times.filter((at, i) => kinds(i) && at >= from && at < from + 1_000).length;

        expect(Object.keys(times), 'all go out').to.have.length(asked.length);
        for (const from of times) {
          expect(within(from, () => true)).to.be.at.most(9);
          expect(within(from, (i) => asked[i]?.isUrgent === false)).to.be.at.most(6);
        }
      }),
      { numRuns: 40 },
    );
  });
});
