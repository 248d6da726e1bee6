import { expect } from 'chai';
import { expectancy } from '../../src/report/expectancy.js';
import { exposure } from '../../src/report/exposure.js';
import { profitFactor } from '../../src/report/profit-factor.js';
import { turnover } from '../../src/report/turnover.js';
import { winRate } from '../../src/report/win-rate.js';
import { near } from './near.js';

const PROFITS = [1200, -500, 800, -700, 0, 300, -400, 1500];

describe('winRate', () => {
  it('counts what is above zero among all', () => {
    near(winRate(PROFITS), 0.5); // 4 of 8; the zero is no win
  });

  it('has no meaning for no trades', () => {
    expect(winRate([])).to.equal(null);
  });
});

describe('profitFactor', () => {
  it('is what was gained over what was lost', () => {
    near(profitFactor(PROFITS), 2.375); // 3800 / 1600
  });

  it('has no meaning where nothing was lost', () => {
    expect(profitFactor([])).to.equal(null);
    expect(profitFactor([5, 0])).to.equal(null);
  });

  it('is zero where nothing was gained', () => {
    expect(profitFactor([-5, 0])).to.equal(0);
  });
});

describe('expectancy', () => {
  it('is the mean profit of a trade', () => {
    near(expectancy(PROFITS), 275); // 2200 / 8
  });

  it('has no meaning for no trades', () => {
    expect(expectancy([])).to.equal(null);
  });
});

describe('exposure', () => {
  it('is the share of the time in which something was held', () => {
    near(exposure(6, 10), 0.6); // bars 1-3, 5, 7-8 of 10
  });

  it('has no meaning where no time passed', () => {
    expect(exposure(0, 0)).to.equal(null);
  });
});

describe('turnover', () => {
  it('is what was traded over the mean book', () => {
    near(turnover(60_000 + 45_000, (100_000 + 110_000) / 2), 1);
  });

  it('has no meaning where no book was held', () => {
    expect(turnover(0, 0)).to.equal(null);
  });
});
