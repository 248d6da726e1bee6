import { expect } from 'chai';
import { rupees } from '../../src/domain/money.js';
import { maxDrawdown } from '../../src/risk/max-drawdown.js';
import { account } from '../support/account.js';

describe('maxDrawdown', () => {
  const rule = maxDrawdown(rupees(15_000));
  const lossAt = (equity: number) =>
    rule.lossOf(account({ equityAtSessionStart: 500_000, equityPeak: 510_000, equity }));

  it('measures what equity is below the most it was in the session', () => {
    expect(lossAt(510_000)).to.equal(0);
    expect(lossAt(495_000.0001)).to.equal(14_999.9999);
    expect(lossAt(495_000)).to.equal(15_000);
    expect(lossAt(494_999.9999)).to.equal(15_000.0001);
  });

  it('is named with its limit in rupees, and says how far it fell', () => {
    expect(rule.name).to.equal('maxDrawdown(15000)');
    expect(rule.said(15_100)).to.equal('15100 below the day’s peak, limit 15000');
  });
});
