import { expect } from 'chai';
import fc from 'fast-check';
import { WallTime } from '../../../src/adapter/live/wall-time.js';
import { epochMs } from '../../../src/domain/time.js';
import type { ClockJump } from '../../../src/port/time-source.js';

const START = 1_000_000;

/** A machine whose clocks the test moves; ms. */
const machine = () => {
  const clocks = { wallMs: START, monotonicMs: 50 };
  const time = new WallTime({ wall: () => clocks.wallMs, monotonic: () => clocks.monotonicMs });
  const jumps: ClockJump[] = [];
  time.jump$.subscribe((jump) => jumps.push(jump));
  return {
    time,
    jumps,
    /** Both clocks go on, the wall clock by `driftMs` more. */
    pass: (ms: number, driftMs = 0): void => {
      clocks.monotonicMs += ms;
      clocks.wallMs += ms + driftMs;
    },
    set: (ms: number): void => {
      clocks.wallMs += ms;
    },
    /** Ours since the start. */
    now: (): number => time.now() - START,
  };
};

describe('WallTime', () => {
  it('begins with the wall clock and goes on with the monotonic one, in whole milliseconds', () => {
    const { now, pass } = machine();

    expect(now()).to.equal(0);
    pass(1_234.6);
    expect(now()).to.equal(1_234);
  });

  it('tells how long it is until a moment', () => {
    const { time, pass } = machine();
    pass(250.5);

    expect(time.realMsUntil(epochMs(START + 1_000))).to.equal(749.5);
    expect(time.realMsUntil(epochMs(START))).to.equal(0);
  });

  it('follows a small difference, five thousandths of a second in a second', () => {
    const { now, pass, set, jumps } = machine();

    set(100);
    expect(now()).to.equal(0);
    pass(1_000);
    expect(now()).to.equal(1_005);
    pass(30_000);
    expect(now()).to.equal(31_100);

    set(-100);
    pass(1_000);
    expect(now()).to.equal(32_095);
    expect(jumps).to.deep.equal([]);
  });

  it('goes with a wall clock that jumps ahead, and tells it once', () => {
    const { now, pass, set, jumps } = machine();
    pass(1_000);

    set(3_600_000);

    expect(now()).to.equal(3_601_000);
    pass(10);
    expect(now()).to.equal(3_601_010);
    expect(jumps).to.deep.equal([{ at: START + 3_601_000, byMs: 3_600_000, isFollowed: true }]);
  });

  it('goes steadily on where the wall clock is set back, and tells it once', () => {
    const { now, pass, set, jumps } = machine();
    pass(1_000);

    set(-60_000);

    expect(now()).to.equal(1_000);
    pass(5_000);
    expect(now()).to.equal(6_000);
    expect(jumps).to.deep.equal([{ at: START + 1_000, byMs: -60_000, isFollowed: false }]);
  });

  it('does not jump when the wall clock that was set back is put right again', () => {
    const { now, pass, set, jumps } = machine();
    set(-60_000);
    now();
    pass(1_000);

    set(60_000);

    expect(now()).to.equal(1_000);
    expect(jumps.map(({ byMs, isFollowed }) => [byMs, isFollowed])).to.deep.equal([
      [-60_000, false],
      [60_000, false],
    ]);
  });

  it('jumps when it is put further ahead than it was', () => {
    const { now, set, jumps } = machine();
    set(-60_000);
    now();

    set(90_000);

    expect(now()).to.equal(30_000);
    expect(jumps.at(-1)).to.include({ byMs: 90_000, isFollowed: true });
  });

  it('goes on telling of jumps after one back', () => {
    const { now, pass, set, jumps } = machine();
    set(-60_000);
    now();
    set(-60_000);
    pass(1_000);

    expect(now()).to.equal(1_000);
    expect(jumps.map(({ byMs }) => byMs)).to.deep.equal([-60_000, -60_000]);
  });

  it('never goes back, and is as far as the wall clock where that was never set back', () => {
    const step = fc.record({
      ms: fc.integer({ min: 0, max: 5_000 }),
      driftMs: fc.integer({ min: -20, max: 20 }),
      setMs: fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, fc.integer({ min: -90_000, max: 90_000 })),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { now, pass, set } = machine();
        let before = now();
        for (const { ms, driftMs, setMs } of steps) {
          pass(ms, Math.max(driftMs, -ms));
          set(setMs);
          const after = now();
          expect(after).to.be.at.least(before);
          before = after;
        }
      }),
      { numRuns: 500 },
    );
  });
});
