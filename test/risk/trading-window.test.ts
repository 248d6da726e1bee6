import { expect } from 'chai';
import { UsageError } from '../../src/domain/failure.js';
import { tradingWindow } from '../../src/risk/trading-window.js';
import { account } from '../support/account.js';
import { ist } from '../support/ist.js';
import { order } from '../support/order.js';
import { refusalOf } from '../support/verdict.js';

const at = (time: string) => ist(`2025-12-29T${time}`);

describe('tradingWindow', () => {
  const rule = tradingWindow('09:20', '15:20:30');

  for (const time of ['09:20:00.000', '12:00:00', '15:20:29.999'])
    it(`passes an order at ${time} IST`, () => {
      expect(refusalOf(rule, account(), order(), at(time))).to.equal(undefined);
    });

  it('refuses an order before it opens, with the time of day', () => {
    expect(refusalOf(rule, account(), order(), at('09:19:59.999'))).to.deep.equal({
      rule: 'tradingWindow',
      limit: 33_600_000, // (9 * 60 + 20) * 60,000
      actual: 33_599_999,
      unit: 'timeOfDayMs',
      message: 'before 09:20 IST',
    });
  });

  it('refuses an order from its end on, with the time of day', () => {
    expect(refusalOf(rule, account(), order(), at('15:20:30.000'))).to.deep.equal({
      rule: 'tradingWindow',
      limit: 55_230_000, // (15 * 60 + 20) * 60,000 + 30,000
      actual: 55_230_000,
      unit: 'timeOfDayMs',
      message: 'not before 15:20:30 IST',
    });
    expect(refusalOf(rule, account(), order(), at('23:59:59.999'))?.message).to.equal(
      'not before 15:20:30 IST',
    );
    expect(refusalOf(rule, account(), order(), at('00:00:00.000'))?.message).to.equal('before 09:20 IST');
  });

  it('passes what only reduces a position at any time', () => {
    for (const time of ['09:00:00', '15:29:00']) {
      expect(
        refusalOf(rule, account({ position: 100 }), order({ side: 'SELL', quantity: 100 }), at(time)),
      ).to.equal(undefined);
      expect(
        refusalOf(rule, account({ position: -100 }), order({ side: 'BUY', quantity: 40 }), at(time)),
      ).to.equal(undefined);
      expect(
        refusalOf(rule, account({ position: 100 }), order({ side: 'SELL', quantity: 101 }), at(time)),
      ).not.to.equal(undefined);
    }
  });

  it('can be the whole day but its last second', () => {
    const day = tradingWindow('00:00', '23:59:59');

    expect(refusalOf(day, account(), order(), at('00:00:00'))).to.equal(undefined);
    expect(refusalOf(day, account(), order(), at('23:59:58.999'))).to.equal(undefined);
  });

  for (const [from, to] of [
    ['15:20', '09:20'],
    ['09:20', '09:20'],
    ['09:20', '09:20:00'],
  ] as const)
    it(`is not made from ${from} to ${to}`, () => {
      expect(() => tradingWindow(from, to)).to.throw(
        UsageError,
        `tradingWindow: ${from} is not before ${to}`,
      );
    });

  for (const [from, to, bad] of [
    ['9:20', '15:20', '9:20'],
    ['09:20', '25:00', '25:00'],
    ['', '15:20', ''],
  ] as const)
    it(`is not made of a text that is no time: "${bad}"`, () => {
      expect(() => tradingWindow(from, to)).to.throw(
        UsageError,
        `"${bad}" is no time of day, write HH:MM or HH:MM:SS`,
      );
    });

  it('is named with its bounds', () => {
    expect(rule.name).to.equal('tradingWindow(09:20, 15:20:30)');
  });
});
