import { expect } from 'chai';
import { orderIdOf } from '../../src/domain/order.js';
import { maxOpenOrders } from '../../src/risk/max-open-orders.js';
import { ACC } from '../support/instrument.js';
import { account } from '../support/account.js';
import { order } from '../support/order.js';
import { refusalOf } from '../support/verdict.js';

const numbered = (number: number) => order({ id: orderIdOf('test', ACC, number) });
const open = (count: number) => account({ open: Array.from({ length: count }, (_, i) => numbered(i)) });

describe('maxOpenOrders', () => {
  const rule = maxOpenOrders(3);

  for (const count of [0, 1, 2])
    it(`passes an order while ${count} are open`, () => {
      expect(refusalOf(rule, open(count), numbered(9))).to.equal(undefined);
    });

  for (const count of [3, 4])
    it(`refuses an order while ${count} are open`, () => {
      expect(refusalOf(rule, open(count), numbered(9))).to.deep.equal({
        rule: 'maxOpenOrders',
        limit: 3,
        actual: count + 1,
        unit: 'orders',
        message: `${count + 1} open orders, limit 3`,
      });
    });

  it('passes other terms for one that is open', () => {
    expect(refusalOf(rule, open(3), numbered(2))).to.equal(undefined);
  });
});
