import { expect } from 'chai';
import { bootstrap, RESAMPLING } from '../../src/report/bootstrap.js';
import { confidenceOf } from '../../src/report/confidence.js';
import { meanOf } from '../../src/report/mean.js';

/** 400 values without an order to them, mean 10.0 and deviation 5.0 (a low-discrepancy walk over a normal's quantiles). */
const VALUES = Array.from({ length: 400 }, (_, i) => {
  const u = ((i * 0.6180339887498949) % 1) - 0.5;
  return 10 + 17.32 * u; // uniform, of deviation 17.32 / √12 = 5
});

describe('bootstrap', () => {
  it('comes to the interval that theory has for a mean', () => {
    const [low, high] = bootstrap(VALUES, meanOf) ?? [NaN, NaN];

    // 10 ± 1.96 · 5 / √400
    expect(low).to.be.closeTo(10 - 0.49, 0.05);
    expect(high).to.be.closeTo(10 + 0.49, 0.05);
  });

  it('is wider with blocks of values that go together', () => {
    const together = Array.from({ length: 400 }, (_, i) => VALUES[Math.floor(i / 5)] ?? NaN);
    const widthOf = (block: number): number => {
      const [low, high] = bootstrap(together, meanOf, { ...RESAMPLING, block }) ?? [NaN, NaN];
      return high - low;
    };

    // Eighty values five times each: √5 as wide, were the blocks theirs; with blocks at any place somewhat less.
    expect(widthOf(5) / widthOf(1)).to.be.within(1.5, Math.sqrt(5));
  });

  it('is the same every time, and another with another seed', () => {
    expect(bootstrap(VALUES, meanOf)).to.deep.equal(bootstrap(VALUES, meanOf));
    expect(bootstrap(VALUES, meanOf, { ...RESAMPLING, seed: 2 })).to.not.deep.equal(
      bootstrap(VALUES, meanOf),
    );
  });

  it('is the same on every machine', () => {
    expect(bootstrap([1, 2, 3, 4, 5, 6, 7, 8, 9, 100], meanOf)).to.deep.equal([3.8, 34.1]);
  });

  it('has no meaning where the figure has none for most resamples', () => {
    expect(bootstrap(VALUES, () => null)).to.equal(null);
    expect(bootstrap([], meanOf)).to.equal(null);
  });
});

describe('confidenceOf', () => {
  it('is told from twenty trades and sessions on', () => {
    const some = VALUES.slice(0, 20);

    expect(confidenceOf(some.slice(1), some.slice(1))).to.deep.equal({ expectancy: null, sharpe: null });
    const { expectancy, sharpe } = confidenceOf(some, some);
    expect(expectancy).to.have.length(2);
    expect(sharpe).to.have.length(2);
  });

  it('has no Sharpe ratio where nothing moved', () => {
    expect(confidenceOf([], Array(30).fill(0)).sharpe).to.equal(null);
  });
});
