import { expect } from 'chai';
import { dsr, luckySharpe, varianceOf } from '../../../src/report/overfit/dsr.js';
import { psr } from '../../../src/report/overfit/psr.js';
import { normals } from '../../support/normals.js';
import { near } from '../near.js';

const PUBLISHED = { sharpe: 2.5 / Math.sqrt(250), periods: 1_250, skewness: -3, kurtosis: 10 };
const VARIANCE = 0.5 / 250; // of a year, by day

describe('luckySharpe', () => {
  it('comes to the published value', () => {
    near(luckySharpe(100, VARIANCE), 0.11317200186513214);
    near(luckySharpe(100, VARIANCE) * Math.sqrt(250), 1.7894064662732077);
  });

  it('is about what the best of as many ratios without any edge has', () => {
    const draw = normals(3);
    const best = Array.from({ length: 2_000 }, () =>
      Math.max(...Array.from({ length: 50 }, () => 0.1 * draw())),
    );

    // the mean of 2,000 has a deviation of about 0.1 · 0.47 / √2000 = 0.001; the formula itself is good to a percent
    expect(best.reduce((sum, one) => sum + one, 0) / best.length).to.be.closeTo(luckySharpe(50, 0.01), 0.006);
  });

  it('is nothing for a single trial, which nobody chose', () => {
    expect(luckySharpe(1, VARIANCE)).to.equal(0);
  });
});

describe('dsr', () => {
  it('comes to the published value', () => {
    near(dsr(PUBLISHED, 100, VARIANCE), 0.9003968344493904);
  });

  it('is the probabilistic ratio for one trial, and falls with every further one', () => {
    const tried = [1, 2, 10, 100, 1_000].map((trials) => dsr(PUBLISHED, trials, VARIANCE) ?? NaN);

    expect(tried[0]).to.equal(psr(PUBLISHED));
    expect([...tried].sort((a, b) => b - a)).to.deep.equal(tried);
  });
});

describe('varianceOf', () => {
  it('is by n − 1, and 0 where there is nothing to vary', () => {
    near(varianceOf([1, 2, 4]), 7 / 3); // mean 7/3: (16 + 1 + 25) / 9 / 2
    expect(varianceOf([1])).to.equal(0);
  });
});
