import { expect } from 'chai';
import { RecentRate } from '../../src/run/recent-rate.js';

describe('RecentRate', () => {
  it('is of the last ten seconds', () => {
    const rate = new RecentRate();
    for (let second = 0; second <= 20; second += 1) rate.note(second * 1_000, second <= 10 ? second * 5 : 50);

    expect(rate.perSecond(20_000, 50)).to.equal(0);
    expect(rate.perSecond(20_500, 155)).to.equal(10); // (155 - 50) / 10.5 s
  });

  it('is of what there is before, and 0 over no time', () => {
    const rate = new RecentRate();

    expect(rate.perSecond(5, 9)).to.equal(0);
    rate.note(1_000, 0);
    expect(rate.perSecond(1_000, 0)).to.equal(0);
    expect(rate.perSecond(1_500, 100)).to.equal(200);
  });
});
