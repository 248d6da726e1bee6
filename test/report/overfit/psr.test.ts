import { expect } from 'chai';
import { minTrl } from '../../../src/report/overfit/min-trl.js';
import { psr } from '../../../src/report/overfit/psr.js';
import { type SharpeSample, sharpeSampleOf } from '../../../src/report/overfit/sharpe-sample.js';
import { near } from '../near.js';

const RETURNS = [0.01, -0.02, 0.015, 0, 0.03, -0.01, -0.005, 0.02];

const sampleOf = (returns: readonly number[]): SharpeSample =>
  sharpeSampleOf(returns) ?? expect.fail('no sample');

describe('sharpeSampleOf', () => {
  it('is the ratio of a period with its moments', () => {
    const { sharpe, periods, skewness, kurtosis } = sampleOf(RETURNS);

    near(sharpe, 0.299572344757639);
    expect(periods).to.equal(8);
    expect(skewness).to.be.closeTo(0, 1e-12);
    near(kurtosis, 1.9013806706114396);
  });

  it('has no meaning for fewer than two returns, and where they do not vary', () => {
    expect(sharpeSampleOf([])).to.equal(null);
    expect(sharpeSampleOf([0.01])).to.equal(null);
    expect(sharpeSampleOf([0.1, 0.1, 0.1])).to.equal(null);
  });
});

describe('psr', () => {
  it('is how likely the true ratio is above the benchmark', () => {
    near(psr(sampleOf(RETURNS)), 0.7836849780768403);
    near(psr(sampleOf(RETURNS), 0.299572344757639), 0.5); // it is as likely above its own estimate as below
  });

  it('falls as the benchmark rises', () => {
    const [low, high] = [psr(sampleOf(RETURNS), 0.1), psr(sampleOf(RETURNS), 0.2)];

    expect(low).to.be.above(high ?? NaN);
  });

  it('comes to the published value at the ratio that the best of a hundred trials reaches by luck', () => {
    const published = { sharpe: 2.5 / Math.sqrt(250), periods: 1250, skewness: -3, kurtosis: 10 };

    near(psr(published, 0.11317200186513214), 0.9003968344493904);
  });

  it('has no meaning where the estimate would have no variance', () => {
    expect(psr({ sharpe: 1, periods: 10, skewness: 3, kurtosis: 5 })).to.equal(null); // 1 - 3 + 1 = -1
  });
});

describe('minTrl', () => {
  it('is how many periods it takes to be confident', () => {
    near(minTrl(sampleOf(RETURNS)), 31.75716534603267);
  });

  it('is the length at which the psr is the confidence', () => {
    const sample = sampleOf(RETURNS);
    const periods = minTrl(sample, 0.1, 0.9) ?? NaN;

    near(psr({ ...sample, periods }, 0.1), 0.9);
  });

  it('has no meaning where the ratio is not above the benchmark', () => {
    expect(minTrl(sampleOf(RETURNS), 0.3)).to.equal(null);
    expect(minTrl(sampleOf(RETURNS.map((r) => -r)))).to.equal(null);
  });
});
