import { expect } from 'chai';
import { maxOrderQuantity } from '../../src/risk/max-order-quantity.js';
import { account } from '../support/account.js';
import { order } from '../support/order.js';
import { refusalOf } from '../support/verdict.js';

describe('maxOrderQuantity', () => {
  const rule = maxOrderQuantity(150);

  for (const quantity of [1, 149, 150])
    it(`passes an order for ${quantity}`, () => {
      expect(refusalOf(rule, account(), order({ quantity }))).to.equal(undefined);
    });

  it('refuses an order for one more', () => {
    expect(refusalOf(rule, account({ position: 500 }), order({ side: 'SELL', quantity: 151 }))).to.deep.equal(
      {
        rule: 'maxOrderQuantity',
        limit: 150,
        actual: 151,
        unit: 'units',
        message: 'order of 151 units, limit 150',
      },
    );
  });

  it('looks at the whole quantity of an order to be modified', () => {
    const open = order({ quantity: 150, filled: 100, limit: 100 });

    expect(
      refusalOf(rule, account({ open: [open] }), { ...open, quantity: 151 } as typeof open)?.actual,
    ).to.equal(151);
  });
});
