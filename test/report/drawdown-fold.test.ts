import { expect } from 'chai';
import * as fc from 'fast-check';
import type { Money } from '../../src/domain/money.js';
import { type EpochMs, epochMs } from '../../src/domain/time.js';
import { type Drawdown, DrawdownFold } from '../../src/report/drawdown-fold.js';
import { near } from './near.js';

/** The deepest drawdown of `equity`, one value a millisecond from 0 on. */
const drawdownOf = (equity: readonly number[]): Drawdown => {
  const fold = new DrawdownFold((equity[0] ?? 0) as Money);
  fold.begin(epochMs(0));
  equity.slice(1).forEach((value, index) => {
    fold.take(value as Money, at(index + 1));
  });
  return fold.deepest(equity.length - 1);
};

const at = (index: number): EpochMs => epochMs(index);

describe('DrawdownFold', () => {
  it('finds the deepest fall and how long it lasted', () => {
    const equity = [
      1, 1.01, 0.9898, 1.004647, 1.004647, 1.03478641, 1.0244385459, 1.0193163532, 1.0397026802,
    ];

    const { value, ratio, durationMs } = drawdownOf(equity.map((value) => Math.round(value * 1e10)));

    near(ratio, -0.02);
    expect(value).to.equal(9898000000 - 10100000000);
    expect(durationMs).to.equal(4); // peak at 1, back above it at 5
  });

  it('is all zero where equity never fell', () => {
    const none = { value: 0, ratio: 0, durationMs: 0 };

    expect(drawdownOf([100])).to.deep.equal(none);
    expect(drawdownOf([100, 100, 110])).to.deep.equal(none);
  });

  it('starts from the capital', () => {
    expect(drawdownOf([100, 75, 90])).to.deep.equal({ value: -25, ratio: -0.25, durationMs: 2 });
  });

  it('counts one that lasts to the end', () => {
    expect(drawdownOf([100, 200, 150, 160, 170]).durationMs).to.equal(3); // from 1 to 4
  });

  it('ends where equity is back at the peak, and not above it', () => {
    expect(drawdownOf([100, 50, 100, 100, 100]).durationMs).to.equal(2);
  });

  it('keeps the duration of the deepest when a shallower and longer one follows', () => {
    const { ratio, durationMs } = drawdownOf([100, 50, 100, 90, 90, 90, 90]);

    expect(ratio).to.equal(-0.5);
    expect(durationMs).to.equal(2);
  });

  it('judges depth by rupees where it starts without any, and has no ratio then', () => {
    expect(drawdownOf([0, 80, 10, 200, 100])).to.deep.equal({ value: -100, ratio: null, durationMs: 1 });
    expect(drawdownOf([0, -50])).to.deep.equal({ value: -50, ratio: null, durationMs: 1 });
  });

  it('tells the extremes of each stretch, its ends included, and the whole in one stretch', () => {
    const equities = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1 });
    fc.assert(
      fc.property(equities, fc.array(fc.nat({ max: 20 })), ([start = 1, ...rest], cuts) => {
        const fold = new DrawdownFold(start as Money);
        fold.begin(at(0));
        let from = 0;
        const all = [start, ...rest];
        const below = all.map((equity, i) => equity / Math.max(...all.slice(0, i + 1)) - 1);
        for (const [i, equity] of rest.entries()) {
          fold.take(equity as Money, at(i + 1));
          if (!cuts.includes(i)) continue;
          expect(fold.stretch()).to.deep.equal({
            low: Math.min(...all.slice(from, i + 2)),
            high: Math.max(...all.slice(from, i + 2)),
            deepest: Math.min(...below.slice(from, i + 2)),
          });
          from = i + 1;
        }
      }),
    );
  });

  it('judges depth by ratio, not by rupees', () => {
    const { value, ratio } = drawdownOf([100, 80, 1000, 900]);

    expect(ratio).to.be.closeTo(-0.2, 1e-12); // 20 of 100 is deeper than 100 of 1000
    expect(value).to.equal(-20);
  });
});
