import { expect } from 'chai';
import { maxPosition } from '../../src/risk/max-position.js';
import { account } from '../support/account.js';
import { freshOrder } from '../support/fresh-order.js';
import { refusalOf } from '../support/verdict.js';

const buy = (quantity: number) => freshOrder({ side: 'BUY', quantity });
const sell = (quantity: number) => freshOrder({ side: 'SELL', quantity });

describe('maxPosition', () => {
  const rule = maxPosition(150);

  for (const [name, position, open, asked] of [
    ['below the limit', 0, [], buy(149)],
    ['at the limit', 0, [], buy(150)],
    ['at the limit, short', 0, [], sell(150)],
    ['at the limit with what is held', 100, [], buy(50)],
    ['at the limit with what is open', 0, [buy(100)], buy(50)],
    ['to the limit on the other side', 100, [], sell(250)],
    ['a reduction from above the limit to above it', 400, [], sell(100)],
    ['a reduction of a short above the limit', -400, [], buy(100)],
    ['below the limit whatever is open on the other side', 0, [sell(1_000)], buy(150)],
  ] as const)
    it(`passes an order ${name}`, () => {
      expect(refusalOf(rule, account({ position, open }), asked)).to.equal(undefined);
    });

  for (const [name, position, open, asked, actual] of [
    ['above the limit', 0, [], buy(151), 151],
    ['above the limit, short', 0, [], sell(151), 151],
    ['above the limit with what is held', 100, [], buy(51), 151],
    ['above the limit with what is open', 0, [buy(100)], buy(51), 151],
    ['above the limit with what is open, short', -1, [sell(100)], sell(50), 151],
    ['above the limit on the other side', 100, [], sell(251), 151],
    ['that reduces but leads through zero and above the limit', 400, [], sell(551), 151],
    ['that adds to what is above the limit', 400, [], buy(1), 401],
  ] as const)
    it(`refuses an order ${name}`, () => {
      expect(refusalOf(rule, account({ position, open }), asked)).to.deep.equal({
        rule: 'maxPosition',
        limit: 150,
        actual,
        unit: 'units',
        message: `position ${actual} above 150`,
      });
    });

  it('is named with its limit', () => {
    expect(rule.name).to.equal('maxPosition(150)');
  });
});
