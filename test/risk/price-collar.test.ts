import { expect } from 'chai';
import { priceCollar } from '../../src/risk/price-collar.js';
import { account } from '../support/account.js';
import { order } from '../support/order.js';
import { refusalOf } from '../support/verdict.js';

const QUOTED = { last: 100, bid: 99, ask: 103 };

describe('priceCollar', () => {
  const rule = priceCollar(0.02);

  for (const [name, asked, tick] of [
    ['at the last price', order({ limit: 100 }), QUOTED],
    ['at the bound above', order({ limit: 102 }), QUOTED],
    ['at the bound below', order({ limit: 98 }), QUOTED],
    ['for a sale at the bound', order({ side: 'SELL', limit: 98 }), QUOTED],
    ['at market, the other side near', order({ side: 'SELL' }), QUOTED],
    ['at market where there are no quotes', order(), { last: 100 }],
    ['for a stop far away', order({ type: 'STOP', trigger: 50 }), QUOTED],
    [
      'for a stop far away with a limit near its trigger',
      order({ type: 'STOP_LIMIT', trigger: 50, limit: 51 }),
      QUOTED,
    ],
  ] as const)
    it(`passes an order ${name}`, () => {
      expect(refusalOf(rule, account({ tick }), asked)).to.equal(undefined);
    });

  for (const [name, asked, away, tick] of [
    ['just above the bound', order({ limit: 102.05 }), 0.0205, QUOTED],
    ['just below the bound', order({ limit: 97.95 }), 0.0205, QUOTED],
    ['for a sale far above', order({ side: 'SELL', limit: 1000 }), 9, QUOTED],
    ['at market, the other side far away', order(), 0.03, QUOTED],
    [
      'for a stop with a limit away from its trigger',
      order({ type: 'STOP_LIMIT', trigger: 50, limit: 52 }),
      0.04,
      QUOTED,
    ],
  ] as const)
    it(`refuses an order ${name}`, () => {
      const refusal = refusalOf(rule, account({ tick }), asked);

      expect(refusal).to.deep.include({ rule: 'priceCollar', limit: 0.02, unit: 'ratio' });
      expect(refusal?.actual).to.be.closeTo(away, 1e-9);
    });

  it('refuses where there is nothing to compare with', () => {
    for (const tick of [undefined, {}])
      expect(refusalOf(rule, account({ tick }), order({ limit: 100 }))).to.deep.include({
        rule: 'priceCollar',
        limit: 0.02,
        actual: null,
      });
  });

  it('tells the prices', () => {
    expect(refusalOf(rule, account({ tick: QUOTED }), order({ limit: 105 }))?.message).to.equal(
      '105 is 5.00% from 100, limit 2.00%',
    );
  });
});
