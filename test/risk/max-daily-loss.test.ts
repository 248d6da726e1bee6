import { expect } from 'chai';
import { rupees } from '../../src/domain/money.js';
import { maxDailyLoss } from '../../src/risk/max-daily-loss.js';
import { account } from '../support/account.js';

describe('maxDailyLoss', () => {
  const rule = maxDailyLoss(rupees(25_000));
  const lossAt = (equity: number) => rule.lossOf(account({ equityAtSessionStart: 500_000, equity }));

  it('measures what equity is below that of the session’s start, not below the capital', () => {
    expect(lossAt(475_000)).to.equal(25_000);
    expect(lossAt(475_000.0001)).to.equal(24_999.9999);
    expect(lossAt(474_999.9999)).to.equal(25_000.0001);
    expect(lossAt(500_000)).to.equal(0);
    expect(lossAt(500_001)).to.equal(-1);
  });

  it('is named with its limit in rupees, and says what was lost', () => {
    expect(rule.name).to.equal('maxDailyLoss(25000)');
    expect(maxDailyLoss(rupees(1), { until: 'resume' }).name).to.equal(
      "maxDailyLoss(1, { until: 'resume' })",
    );
    expect(rule.said(25_100)).to.equal('lost 25100 today, limit 25000');
  });

  it('halts to the next session where nothing else is said', () => {
    expect([rule.limit, rule.unit, rule.until]).to.deep.equal([25_000, 'rupees', 'nextSession']);
  });

  it('cannot be made to halt until something else', () => {
    const options = { until: 'tomorrow' } as unknown as { until: 'resume' };

    expect(() => maxDailyLoss(rupees(1), options)).to.throw(
      /until must be 'nextSession' or 'resume', not 'tomorrow'/,
    );
  });
});
