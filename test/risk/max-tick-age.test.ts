import { expect } from 'chai';
import { epochMs } from '../../src/domain/time.js';
import { maxTickAge } from '../../src/risk/max-tick-age.js';
import { account } from '../support/account.js';
import { order } from '../support/order.js';
import { refusalOf } from '../support/verdict.js';

describe('maxTickAge', () => {
  const rule = maxTickAge(5_000);
  const standing = { tick: { last: 100, at: 10_000 } };

  for (const now of [10_000, 14_999, 15_000])
    it(`passes an order ${now - 10_000} ms after the tick`, () => {
      expect(refusalOf(rule, account(standing), order(), epochMs(now))).to.equal(undefined);
    });

  it('refuses an order a millisecond later', () => {
    expect(refusalOf(rule, account(standing), order(), epochMs(15_001))).to.deep.equal({
      rule: 'maxTickAge',
      limit: 5_000,
      actual: 5_001,
      unit: 'ms',
      message: 'the newest tick is 5001 ms old, limit 5000 ms',
    });
  });

  it('refuses an order where no tick has come', () => {
    expect(refusalOf(rule, account({ tick: undefined }), order())).to.deep.include({
      limit: 5_000,
      actual: null,
    });
  });

  it('passes what only reduces a position', () => {
    const asked = order({ side: 'SELL' });

    expect(refusalOf(rule, account({ ...standing, position: 100 }), asked, epochMs(99_999))).to.equal(
      undefined,
    );
    expect(refusalOf(rule, account({ tick: undefined, position: 100 }), asked)).to.equal(undefined);
  });
});
