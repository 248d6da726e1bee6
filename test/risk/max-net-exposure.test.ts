import { expect } from 'chai';
import { rupees } from '../../src/domain/money.js';
import { maxNetExposure } from '../../src/risk/max-net-exposure.js';
import { INFY, instrument } from '../support/instrument.js';
import { account } from '../support/account.js';
import { freshOrder } from '../support/fresh-order.js';
import { refusalOf } from '../support/verdict.js';

const buy = (quantity: number) => freshOrder({ side: 'BUY', quantity, limit: 90 });
const sell = (quantity: number) => freshOrder({ side: 'SELL', quantity, limit: 110 });

/** ACC and INFY at 100 rupees. */
describe('maxNetExposure', () => {
  const rule = maxNetExposure(rupees(10_000));

  for (const [name, standing, asked] of [
    ['below the limit', {}, buy(99)],
    ['at the limit', {}, buy(100)],
    ['at the limit, short', {}, sell(100)],
    ['at the limit with what is held', { position: 60 }, buy(40)],
    ['at the limit with what is open', { open: [buy(30)], position: 30 }, buy(40)],
    ['at the limit, long less what is short', { otherPosition: -50 }, buy(150)],
    ['that reduces, from above the limit to above it', { position: 200 }, sell(50)],
    ['to the limit on the other side', { position: 50 }, sell(150)],
    ['whatever could be sold meanwhile', { open: [sell(90)] }, buy(100)],
  ] as const)
    it(`passes an order ${name}`, () => {
      expect(refusalOf(rule, account(standing), asked)).to.equal(undefined);
    });

  for (const [name, standing, asked, actual] of [
    ['just above the limit', {}, buy(101), 10_100],
    ['just above the limit, short', {}, sell(101), 10_100],
    ['above the limit with what is held', { position: 60 }, buy(41), 10_100],
    ['above the limit with what is open', { open: [buy(30)], position: 30 }, buy(41), 10_100],
    ['above the limit with another token', { otherPosition: 50 }, buy(51), 10_100],
    [
      'above the limit with an open order of another token',
      { open: [freshOrder({ token: INFY, quantity: 50, side: 'SELL' })] },
      sell(51),
      10_100,
    ],
    ['that adds to what is above it', { position: 200 }, buy(1), 20_100],
  ] as const)
    it(`refuses an order ${name}`, () => {
      expect(refusalOf(rule, account(standing), asked)).to.deep.equal({
        rule: 'maxNetExposure',
        limit: 10_000,
        actual,
        unit: 'rupees',
        message: `net exposure ${actual} above 10000`,
      });
    });

  it('counts an order that is to be modified once, as the larger of what it is and will be', () => {
    const open = buy(100);

    expect(refusalOf(rule, account({ open: [open] }), { ...open, quantity: 80 } as typeof open)).to.equal(
      undefined,
    );
    expect(
      refusalOf(rule, account({ open: [open] }), { ...open, quantity: 101 } as typeof open)?.actual,
    ).to.equal(10_100);
  });

  it('counts the multiplier of the instrument', () => {
    const standing = { instrument: instrument({ multiplier: 10 }) };

    expect(refusalOf(rule, account(standing), buy(10))).to.equal(undefined);
    expect(refusalOf(rule, account(standing), buy(11))?.actual).to.equal(11_000);
  });

  it('counts at the limit price where no last one is known', () => {
    expect(refusalOf(rule, account({ last: undefined }), buy(111))).to.equal(undefined); // 111 * 90 = 9,990
    expect(refusalOf(rule, account({ last: undefined }), buy(112))?.actual).to.equal(10_080);
  });
});
