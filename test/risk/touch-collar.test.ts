import { expect } from 'chai';
import { touchCollar } from '../../src/risk/touch-collar.js';
import { account } from '../support/account.js';
import { order } from '../support/order.js';
import { refusalOf } from '../support/verdict.js';

const QUOTED = { last: 100, bid: 100, ask: 200 };

describe('touchCollar', () => {
  const rule = touchCollar(0.01);

  for (const [name, asked] of [
    ['a purchase at the ask', order({ limit: 200 })],
    ['a purchase at the bound above the ask', order({ limit: 202 })],
    ['a purchase far below', order({ limit: 1 })],
    ['a sale at the bound below the bid', order({ side: 'SELL', limit: 99 })],
    ['a sale far above', order({ side: 'SELL', limit: 1_000 })],
    ['a market order', order()],
    ['a stop that sleeps', order({ type: 'STOP_LIMIT', trigger: 300, limit: 310 })],
  ] as const)
    it(`passes ${name}`, () => {
      expect(refusalOf(rule, account({ tick: QUOTED }), asked)).to.equal(undefined);
    });

  for (const [name, asked, through] of [
    ['a purchase just above the bound', order({ limit: 202.05 }), 0.01025],
    ['a sale just below the bound', order({ side: 'SELL', limit: 98.95 }), 0.0105],
  ] as const)
    it(`refuses ${name}`, () => {
      const refusal = refusalOf(rule, account({ tick: QUOTED }), asked);

      expect(refusal).to.deep.include({ rule: 'touchCollar', limit: 0.01, unit: 'ratio' });
      expect(refusal?.actual).to.be.closeTo(through, 1e-9);
    });

  it('refuses what nobody stands against', () => {
    const oneSided = account({ tick: { last: 100, bid: 100 } });

    expect(refusalOf(rule, oneSided, order())).to.deep.include({ limit: 0.01, actual: null });
    expect(refusalOf(rule, oneSided, order({ limit: 100 }))?.rule).to.equal('touchCollar');
    expect(refusalOf(rule, oneSided, order({ side: 'SELL' }))).to.equal(undefined);
    expect(refusalOf(rule, account({ tick: undefined }), order({ side: 'SELL' }))?.rule).to.equal(
      'touchCollar',
    );
  });

  it('tells the prices', () => {
    expect(refusalOf(rule, account({ tick: QUOTED }), order({ limit: 210 }))?.message).to.equal(
      '210 is 5.00% through the ask 200, limit 1.00%',
    );
  });
});
