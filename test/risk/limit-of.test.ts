import { expect } from 'chai';
import { UsageError } from '../../src/domain/failure.js';
import { rupees } from '../../src/domain/money.js';
import { maxDailyLoss } from '../../src/risk/max-daily-loss.js';
import { maxOrderValue } from '../../src/risk/max-order-value.js';
import { maxOrdersPerSecond } from '../../src/risk/max-orders-per-second.js';
import { maxPosition } from '../../src/risk/max-position.js';

describe('limitOf', () => {
  for (const limit of [NaN, 0, -1, Infinity]) {
    it(`lets no rule be made with a limit of ${limit}`, () => {
      expect(() => maxPosition(limit)).to.throw(UsageError, /maxPosition/);
      expect(() => maxOrdersPerSecond(limit)).to.throw(UsageError, /maxOrdersPerSecond/);
      expect(() => maxOrderValue(rupees(limit))).to.throw(UsageError, /maxOrderValue/);
      expect(() => maxDailyLoss(rupees(limit))).to.throw(UsageError, /maxDailyLoss/);
    });
  }

  it('leaves a rule its name', () => {
    expect(maxDailyLoss(rupees(25_000)).name).to.equal('maxDailyLoss(25000)');
    expect(maxPosition(150).name).to.equal('maxPosition(150)');
  });
});
