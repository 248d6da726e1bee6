import { expect } from 'chai';
import { expectancy } from '../../src/report/expectancy.js';
import { exposure } from '../../src/report/exposure.js';
import { profitFactor } from '../../src/report/profit-factor.js';
import { averageLoss, averageWin, kelly, payoff } from '../../src/report/payoff.js';
import { riskOfRuin, ruinOfDiffusion, ruinOfEqualBets } from '../../src/report/risk-of-ruin.js';
import { sqn, sqnCapped } from '../../src/report/sqn.js';
import { turnover } from '../../src/report/turnover.js';
import { winRate, winRateWithoutZeros } from '../../src/report/win-rate.js';
import { near } from './near.js';

const PROFITS = [1200, -500, 800, -700, 0, 300, -400, 1500];

describe('winRate', () => {
  it('counts what is above zero among all', () => {
    near(winRate(PROFITS), 0.5); // 4 of 8; the zero is no win
  });

  it('leaves out what came to zero, where asked', () => {
    near(winRateWithoutZeros(PROFITS), 4 / 7);
    expect(winRateWithoutZeros([0, 0])).to.equal(null);
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

describe('payoff', () => {
  it('is the average win over the average loss', () => {
    near(averageWin(PROFITS), 950); // 3800 / 4
    near(averageLoss(PROFITS), -1600 / 3);
    near(payoff(PROFITS), 1.78125);
  });

  it('has no meaning without wins, or without losses', () => {
    expect([averageWin([-1, 0]), payoff([-1, 0])]).to.deep.equal([null, null]);
    expect([averageLoss([1, 0]), payoff([1, 0])]).to.deep.equal([null, null]);
  });
});

describe('kelly', () => {
  it('is the share to risk', () => {
    near(kelly(0.5, payoff(PROFITS)), 0.21929824561403505);
    near(kelly(4 / 7, payoff(PROFITS)), 0.3308270676691729);
  });

  it('is negative where one should not trade', () => {
    expect(kelly(0.3, 1)).to.be.closeTo(-0.4, 1e-12); // 0.3 - 0.7 / 1
  });

  it('has no meaning without a payoff', () => {
    expect(kelly(1, null)).to.equal(null);
  });
});

describe('sqn', () => {
  it('is the mean over its deviation, the more the more trades', () => {
    near(sqn(PROFITS), 0.9477326853295679); // √8 · 275 / 820.7139748849343
  });

  it('counts a hundred trades at most when capped', () => {
    near(sqnCapped(PROFITS), 0.9477326853295679);
    const many = Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 3 : -1)); // mean 1, s √(400 · 4 / 399)
    near(sqn(many), 20 / Math.sqrt(1600 / 399));
    near(sqnCapped(many), 10 / Math.sqrt(1600 / 399));
  });

  it('has no meaning for fewer than two trades, and where they do not vary', () => {
    expect([sqn([]), sqn([5]), sqn([5, 5, 5])]).to.deep.equal([null, null, null]);
  });
});

describe('riskOfRuin', () => {
  it('is that of equal bets with an edge', () => {
    near(ruinOfEqualBets(0.55, 20), 0.018071595021380307); // (0.9 / 1.1)^20
    expect(ruinOfEqualBets(0.5, 20)).to.equal(1);
  });

  it('is that of a diffusion with the mean and variance of the trades', () => {
    near(ruinOfDiffusion(275, 589_375, 5000), 0.009410212878340827);
    near(riskOfRuin(PROFITS, 5000).diffusion, 0.009410212878340827);
    expect(ruinOfDiffusion(-1, 100, 5000)).to.equal(1);
  });

  it('takes the average loss for the bet', () => {
    const { equalBets } = riskOfRuin([300, 300, -200], 2000); // ten bets, won two times of three: e = 1 / 3

    near(equalBets, 0.5 ** 10); // ((2 / 3) / (4 / 3))^10
  });

  it('has no meaning without trades, losses or capital', () => {
    expect(riskOfRuin([], 5000)).to.deep.equal({ equalBets: null, diffusion: null });
    expect(riskOfRuin([5], 5000)).to.deep.equal({ equalBets: null, diffusion: null });
    expect(riskOfRuin(PROFITS, 0)).to.deep.equal({ equalBets: null, diffusion: null });
  });
});
