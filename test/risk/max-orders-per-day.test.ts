import { expect } from 'chai';
import { epochMs } from '../../src/domain/time.js';
import { maxOrdersPerDay } from '../../src/risk/max-orders-per-day.js';
import { account } from '../support/account.js';
import { order } from '../support/order.js';
import { refusalOf } from '../support/verdict.js';

describe('maxOrdersPerDay', () => {
  const rule = maxOrdersPerDay(3);

  for (const ordersToday of [0, 1, 2])
    it(`passes an order after ${ordersToday}`, () => {
      expect(refusalOf(rule, account({ ordersToday }), order())).to.equal(undefined);
    });

  for (const ordersToday of [3, 4])
    it(`refuses an order after ${ordersToday}`, () => {
      expect(refusalOf(rule, account({ ordersToday }), order())).to.deep.equal({
        rule: 'maxOrdersPerDay',
        limit: 3,
        actual: ordersToday + 1,
        unit: 'orders',
        message: `${ordersToday + 1} orders today, limit 3`,
      });
    });

  it('passes what only reduces a position, and other terms for an open order', () => {
    const open = order({ limit: 90 });

    expect(refusalOf(rule, account({ ordersToday: 9, position: 100 }), order({ side: 'SELL' }))).to.equal(
      undefined,
    );
    expect(refusalOf(rule, account({ ordersToday: 9, open: [open] }), open)).to.equal(undefined);
  });

  it('begins anew with a session of which no tick has come yet', () => {
    const standing = account({ ordersToday: 9, sessionEndsAt: 1_000 });

    expect(refusalOf(rule, standing, order(), epochMs(999))?.actual).to.equal(10);
    expect(refusalOf(rule, standing, order(), epochMs(1_000))).to.equal(undefined);
  });
});
