import { expect } from 'chai';
import { rupees } from '../../src/domain/money.js';
import { maxDailyLoss } from '../../src/risk/max-daily-loss.js';
import { account } from '../support/account.js';
import { order } from '../support/order.js';
import { refusalOf } from '../support/verdict.js';

describe('maxDailyLoss', () => {
  const rule = maxDailyLoss(rupees(25_000));
  const lost = (loss: number, position = 0) =>
    account({ equityAtSessionStart: 500_000, equity: 500_000 - loss, position });

  for (const side of ['BUY', 'SELL'] as const) {
    for (const loss of [-1, 0, 24_999.9999])
      it(`passes a ${side} after a loss of ${loss}`, () => {
        expect(refusalOf(rule, lost(loss), order({ side }))).to.equal(undefined);
      });

    for (const loss of [25_000, 25_000.0001])
      it(`refuses a ${side} after a loss of ${loss}`, () => {
        expect(refusalOf(rule, lost(loss), order({ side }))).to.deep.equal({
          rule: 'maxDailyLoss',
          limit: 25_000,
          actual: loss,
          unit: 'rupees',
          message: `lost ${loss} today, limit 25000`,
        });
      });
  }

  it('passes what only reduces a position, whatever was lost', () => {
    expect(refusalOf(rule, lost(90_000, 100), order({ side: 'SELL', quantity: 100 }))).to.equal(undefined);
    expect(refusalOf(rule, lost(90_000, -100), order({ side: 'BUY', quantity: 1 }))).to.equal(undefined);
    expect(refusalOf(rule, lost(90_000, 100), order({ side: 'SELL', quantity: 101 }))?.actual).to.equal(
      90_000,
    );
    expect(refusalOf(rule, lost(90_000, 100), order({ side: 'BUY', quantity: 1 }))?.actual).to.equal(90_000);
  });

  it('counts from the start of the session, not from the capital', () => {
    const recovered = account({ equityAtSessionStart: 60_000, equity: 59_000 }); // of a capital of 100,000

    expect(refusalOf(rule, recovered, order())).to.equal(undefined);
  });

  it('is named with its limit in rupees', () => {
    expect(rule.name).to.equal('maxDailyLoss(25000)');
  });
});
