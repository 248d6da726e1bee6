import { expect } from 'chai';
import { rupees } from '../../src/domain/money.js';
import { maxOrderValue } from '../../src/risk/max-order-value.js';
import { account } from '../support/account.js';
import { instrument } from '../support/instrument.js';
import { order } from '../support/order.js';
import { refusalOf } from '../support/verdict.js';

describe('maxOrderValue', () => {
  const rule = maxOrderValue(rupees(10_005));

  for (const side of ['BUY', 'SELL'] as const) {
    it(`passes a ${side} worth up to the limit, at the last price`, () => {
      expect(refusalOf(rule, account({ last: 100.05 }), order({ side, quantity: 99 }))).to.equal(undefined);
      expect(refusalOf(rule, account({ last: 100.05 }), order({ side, quantity: 100 }))).to.equal(undefined); // 10,005
    });

    it(`refuses a ${side} worth more`, () => {
      expect(refusalOf(rule, account({ last: 100.1 }), order({ side, quantity: 100 }))).to.deep.equal({
        rule: 'maxOrderValue',
        limit: 10_005,
        actual: 10_010,
        unit: 'rupees',
        message: 'order value 10010 above 10005',
      });
    });
  }

  it('values a limit order at its limit', () => {
    expect(refusalOf(rule, account({ last: 500 }), order({ quantity: 100, limit: 100.05 }))).to.equal(
      undefined,
    );
    expect(refusalOf(rule, account({ last: 1 }), order({ quantity: 100, limit: 100.1 }))?.actual).to.equal(
      10_010,
    );
  });

  it('counts the multiplier', () => {
    const currency = account({ last: 83, instrument: instrument({ multiplier: 1_000 }) });

    expect(refusalOf(rule, currency, order({ quantity: 1 }))?.actual).to.equal(83_000);
  });

  it('refuses a market order that nothing says the price of, and takes a limit order', () => {
    const unpriced = account({ last: undefined });

    expect(refusalOf(rule, unpriced, order())).to.deep.equal({
      rule: 'maxOrderValue',
      limit: 10_005,
      actual: null,
      unit: 'rupees',
      message: 'no price of NSE|22 to value the order at',
    });
    expect(refusalOf(rule, unpriced, order({ limit: 100 }))).to.equal(undefined);
  });

  it('is named with its limit in rupees', () => {
    expect(rule.name).to.equal('maxOrderValue(10005)');
  });
});
