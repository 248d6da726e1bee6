import { expect } from 'chai';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { bootstrap, RESAMPLING } from '../../src/report/bootstrap.js';
import { confidenceOf } from '../../src/report/confidence.js';
import { meanInterval } from '../../src/report/mean-interval.js';
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

/** Many small losses and a few large wins, as trades are: exponential of mean 500, less 450; of a seed. */
const profits = (n: number, seed: number): readonly number[] => {
  const random = xoroshiro128plus(seed);
  return Array.from({ length: n }, () => -500 * Math.log(uniformFloat64(random) || 0.5) - 450);
};

describe('meanInterval', () => {
  it('is mean ± 1.96 s / √n', () => {
    const [low, high] = meanInterval([1, 2, 3, 4]) ?? [NaN, NaN];

    expect(low).to.be.closeTo(2.5 - (1.959963984540054 * 1.2909944487358056) / 2, 1e-9);
    expect(high).to.be.closeTo(2.5 + (1.959963984540054 * 1.2909944487358056) / 2, 1e-9);
    expect(meanInterval([1])).to.equal(null);
  });

  it('is what a bootstrap comes to, of random trades as many as are not drawn', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const values = profits(2001, seed);
      const [low, high] = meanInterval(values) ?? [NaN, NaN];
      const [drawnLow, drawnHigh] = bootstrap(values, meanOf) ?? [NaN, NaN];

      // 2,000 resamples place their own percentiles no better than this.
      const tolerance = 0.06 * (high - low);
      expect(drawnLow).to.be.closeTo(low, tolerance);
      expect(drawnHigh).to.be.closeTo(high, tolerance);
    }
  });
});

describe('confidenceOf', () => {
  it('is told from twenty trades and sessions on', () => {
    const some = VALUES.slice(0, 20);

    expect(confidenceOf(some.slice(1), some.slice(1))).to.deep.equal({
      expectancy: null,
      expectancyBy: null,
      sharpe: null,
    });
    const { expectancy, sharpe } = confidenceOf(some, some);
    expect(expectancy).to.have.length(2);
    expect(sharpe).to.have.length(2);
  });

  it('draws up to 2,000 trades, and takes the mean of more for normal', () => {
    const many = profits(2001, 1);

    expect(confidenceOf(many.slice(1), [])).to.deep.include({
      expectancy: bootstrap(many.slice(1), meanOf),
      expectancyBy: 'bootstrap',
    });
    expect(confidenceOf(many, [])).to.deep.include({
      expectancy: meanInterval(many),
      expectancyBy: 'normal',
    });
  });

  it('has no Sharpe ratio where nothing moved', () => {
    expect(confidenceOf([], Array(30).fill(0)).sharpe).to.equal(null);
  });
});
