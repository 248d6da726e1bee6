import { expect } from 'chai';
import fc from 'fast-check';
import { AccountFold } from '../../src/domain/account-fold.js';
import { UsageError } from '../../src/domain/failure.js';
import { rupees } from '../../src/domain/money.js';
import { epochMs } from '../../src/domain/time.js';
import { maxOrdersPerSecond } from '../../src/risk/max-orders-per-second.js';
import { account } from '../support/account.js';
import { ACC, instrument } from '../support/instrument.js';
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

  it('counts cancellations and modifications', () => {
    const real = new AccountFold(new Map([['test', rupees(1)]]), new Map([[ACC, instrument()]]));
    real.noteApproved(order(), epochMs(1_000));
    real.noteApproved(order(), epochMs(1_100));
    real.noteCancel(order(), epochMs(1_200));

    expect(refusalOf(rule, real, order(), epochMs(1_300))?.actual).to.equal(4);
  });

  describe('with a reserve', () => {
    const reserving = maxOrdersPerSecond(3, { reserve: 1 });

    it('leaves it to orders that only reduce a position', () => {
      const standing = account({ recent: [1, 2], position: 100 });

      expect(refusalOf(reserving, standing, order({ side: 'BUY' }), epochMs(5))).to.deep.include({
        limit: 2,
        actual: 3,
      });
      expect(refusalOf(reserving, standing, order({ side: 'SELL' }), epochMs(5))).to.equal(undefined);
      expect(
        refusalOf(
          reserving,
          account({ recent: [1, 2, 3], position: 100 }),
          order({ side: 'SELL' }),
          epochMs(5),
        ),
      ).to.deep.include({ limit: 3, actual: 4 });
    });

    for (const reserve of [-1, 0.5, 3, NaN])
      it(`cannot be made with one of ${reserve}`, () => {
        expect(() => maxOrdersPerSecond(3, { reserve })).to.throw(UsageError, /reserve/);
      });
  });

  it('lets no second have more than its limit, wherever it begins', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400), { maxLength: 60 }), (waits) => {
        const real = new AccountFold(new Map([['test', rupees(1)]]), new Map());
        const sent: number[] = [];
        let now = 0;
        for (const wait of waits) {
          now += wait;
          if (refusalOf(rule, real, order(), epochMs(now)) !== undefined) continue;
          real.noteApproved(order(), epochMs(now));
          sent.push(now);
        }
        for (const from of sent)
          expect(sent.filter((at) => at >= from && at < from + 1_000).length).to.be.at.most(3);
      }),
    );
  });

  it('is named with its limit', () => {
    expect(rule.name).to.equal('maxOrdersPerSecond(3)');
    expect(maxOrdersPerSecond(9, { reserve: 3 }).name).to.equal('maxOrdersPerSecond(9, { reserve: 3 })');
  });
});
