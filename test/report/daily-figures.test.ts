import { expect } from 'chai';
import { dailyReturns } from '../../src/report/daily-returns.js';
import { sharpe } from '../../src/report/sharpe.js';
import { sortino } from '../../src/report/sortino.js';
import { near } from './near.js';

const RETURNS = [0.01, -0.02, 0.015, 0, 0.03, -0.01, -0.005, 0.02];
const EQUITY = [1.01, 0.9898, 1.004647, 1.004647, 1.03478641, 1.0244385459, 1.0193163532, 1.0397026802];

describe('dailyReturns', () => {
  it('is the change from close to close, the first from the start', () => {
    const returns = dailyReturns(1, EQUITY);

    expect(returns).to.have.length(RETURNS.length);
    returns.forEach((r, day) => {
      expect(r).to.be.closeTo(RETURNS[day] ?? NaN, 1e-9);
    });
  });

  it('ends with the return that took equity to zero or below', () => {
    expect(dailyReturns(100, [50, -10, 20, 30])).to.deep.equal([-0.5, -1.2]); // (-10 - 50) / 50
  });

  it('is empty for no sessions and for no capital', () => {
    expect(dailyReturns(100, [])).to.deep.equal([]);
    expect(dailyReturns(0, [1, 2])).to.deep.equal([]);
  });
});

describe('sharpe', () => {
  it('is the mean over the sample deviation, per year', () => {
    near(sharpe(RETURNS), 4.755563543407302);
  });

  it('is of what was above the risk-free rate', () => {
    near(sharpe(RETURNS, 0.065), 4.517850779700528); // 0.00024993122427763304 a day
  });

  it('has no meaning for fewer than two returns', () => {
    expect(sharpe([])).to.equal(null);
    expect(sharpe([0.01])).to.equal(null);
  });

  it('has no meaning where returns do not vary, be it by rounding errors only', () => {
    expect(sharpe([0, 0, 0])).to.equal(null);
    expect(sharpe([0.1, 0.1, 0.1])).to.equal(null); // their mean is 0.10000000000000002
  });
});

describe('sortino', () => {
  it('divides by the downside over all returns, per year', () => {
    near(sortino(RETURNS), 9.797958971132713); // 6.0 were it over the losses only
  });

  it('is of what was above the least acceptable return', () => {
    const daily = 1.065 ** (1 / 252) - 1;
    const excess = RETURNS.map((r) => r - daily);
    const downside = Math.sqrt(excess.reduce((sum, r) => sum + Math.min(r, 0) ** 2, 0) / 8);

    near(sortino(RETURNS, 0.065), ((0.005 - daily) / downside) * Math.sqrt(252));
  });

  it('has no meaning where nothing was lost', () => {
    expect(sortino([0.01, 0, 0.02])).to.equal(null);
  });

  it('has no meaning for fewer than two returns', () => {
    expect(sortino([])).to.equal(null);
    expect(sortino([-0.01])).to.equal(null);
  });
});
