import { expect } from 'chai';
import { withinMargin } from '../../src/risk/within-margin.js';
import { account } from '../support/account.js';
import { order } from '../support/order.js';
import { refusalOf } from '../support/verdict.js';

describe('withinMargin', () => {
  const rule = withinMargin();

  for (const margin of [-5, 0, 9_999.9999, 10_000])
    it(`passes an order that binds ${margin} of 10000`, () => {
      expect(refusalOf(rule, account({ available: 10_000, margin }), order())).to.equal(undefined);
    });

  it('refuses an order that binds more than is available', () => {
    expect(refusalOf(rule, account({ available: 10_000, margin: 10_000.0001 }), order())).to.deep.equal({
      rule: 'withinMargin',
      limit: 10_000,
      actual: 10_000.0001,
      unit: 'rupees',
      message: 'margin of 10000.0001, available 10000',
    });
  });

  it('passes an order that binds nothing though nothing is available', () => {
    expect(refusalOf(rule, account({ available: -1, margin: 0 }), order())).to.equal(undefined);
    expect(refusalOf(rule, account({ available: -1, margin: 1 }), order())?.limit).to.equal(-1);
  });
});
