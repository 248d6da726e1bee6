import { expect } from 'chai';
import { AccountFold } from '../../src/domain/account-fold.js';
import { rupees } from '../../src/domain/money.js';
import { epochMs } from '../../src/domain/time.js';
import { maxOrdersPerSecond } from '../../src/risk/max-orders-per-second.js';
import { account } from '../support/account.js';
import { order } from '../support/order.js';
import { refusalOf } from '../support/verdict.js';

describe('maxOrdersPerSecond', () => {
  const rule = maxOrdersPerSecond(3);

  it('passes an order as long as it is one of at most that many', () => {
    for (const recent of [[], [1], [1, 2]])
      expect(refusalOf(rule, account({ recent }), order(), epochMs(5))).to.equal(undefined);
  });

  it('refuses the next, whichever side it is on and whatever it reduces', () => {
    for (const side of ['BUY', 'SELL'] as const)
      expect(
        refusalOf(rule, account({ recent: [1, 2, 3], position: 500 }), order({ side }), epochMs(5)),
      ).to.deep.equal({
        rule: 'maxOrdersPerSecond',
        limit: 3,
        actual: 4,
        unit: 'orders',
        message: '4 orders within a second, limit 3',
      });
  });

  it('counts the orders of a real account over 1,000 ms', () => {
    const real = new AccountFold(new Map([['test', rupees(1)]]), new Map());
    for (const at of [1_000, 1_400, 1_600]) real.noteApproved(order(), epochMs(at));

    expect(refusalOf(rule, real, order(), epochMs(1_999))?.actual).to.equal(4);
    expect(refusalOf(rule, real, order(), epochMs(2_000))).to.equal(undefined);
  });

  it('is named with its limit', () => {
    expect(rule.name).to.equal('maxOrdersPerSecond(3)');
  });
});
