import { expect } from 'chai';
import { noShorting } from '../../src/risk/no-shorting.js';
import { account } from '../support/account.js';
import { freshOrder } from '../support/fresh-order.js';
import { refusalOf } from '../support/verdict.js';

const sell = (quantity: number) => freshOrder({ side: 'SELL', quantity });

describe('noShorting', () => {
  const rule = noShorting();

  for (const [name, standing, asked] of [
    ['a purchase', {}, freshOrder()],
    ['a purchase that leaves a short position', { position: -500 }, freshOrder()],
    ['a sale of less than is held', { position: 100 }, sell(99)],
    ['a sale of all that is held', { position: 100 }, sell(100)],
    ['a sale of what open sales leave', { position: 100, open: [sell(40)] }, sell(60)],
  ] as const)
    it(`passes ${name}`, () => {
      expect(refusalOf(rule, account(standing), asked)).to.equal(undefined);
    });

  for (const [name, standing, asked, actual] of [
    ['a sale of more than is held', { position: 100 }, sell(101), -1],
    ['a sale where nothing is held', {}, sell(1), -1],
    ['a sale of more than open sales leave', { position: 100, open: [sell(40)] }, sell(61), -1],
    ['a sale of what is still to be bought', { open: [freshOrder()] }, sell(100), -100],
  ] as const)
    it(`refuses ${name}`, () => {
      expect(refusalOf(rule, account(standing), asked)).to.deep.equal({
        rule: 'noShorting',
        limit: 0,
        actual,
        unit: 'units',
        message: `position ${actual} would be short`,
      });
    });
});
