import { expect } from 'chai';
import type { Order } from '../../src/domain/order.js';
import { orderIdOf } from '../../src/domain/order.js';
import { noSelfCrossing } from '../../src/risk/no-self-crossing.js';
import { ACC, INFY } from '../support/instrument.js';
import type { Loose } from '../support/loose.js';
import { account } from '../support/account.js';
import { order } from '../support/order.js';
import { refusalOf } from '../support/verdict.js';

const own = (side: 'BUY' | 'SELL', limit?: number, facts: Loose<Order> = {}) =>
  order({ side, limit, ...facts, id: orderIdOf('other', ACC, 7) });
const asks = (side: 'BUY' | 'SELL', limit?: number, facts: Loose<Order> = {}) =>
  order({ side, limit, ...facts });

describe('noSelfCrossing', () => {
  const rule = noSelfCrossing();

  for (const [name, open, asked] of [
    ['a purchase below an own sale', own('SELL', 100), asks('BUY', 99.95)],
    ['a sale above an own purchase', own('BUY', 100), asks('SELL', 100.05)],
    ['an order on the same side', own('BUY', 100), asks('BUY', 100)],
    ['an order on another token', own('SELL', 100, { token: INFY }), asks('BUY', 100)],
    ['a market order where only its own side is open', own('BUY', 100), asks('BUY')],
    ['a stop that sleeps', own('SELL', 100), asks('BUY', undefined, { type: 'STOP', trigger: 105 })],
    [
      'an order against a stop that sleeps',
      own('SELL', undefined, { type: 'STOP', trigger: 95 }),
      asks('BUY', 100),
    ],
  ] as const)
    it(`passes ${name}`, () => {
      expect(refusalOf(rule, account({ open: [open] }), asked)).to.equal(undefined);
    });

  for (const [name, open, asked] of [
    ['a purchase at an own sale', own('SELL', 100), asks('BUY', 100)],
    ['a purchase above an own sale', own('SELL', 100), asks('BUY', 100.05)],
    ['a sale at an own purchase', own('BUY', 100), asks('SELL', 100)],
    ['a sale below an own purchase', own('BUY', 100), asks('SELL', 99.95)],
    ['a market order against an own limit', own('SELL', 100), asks('BUY')],
    ['a limit against an own market order', own('SELL'), asks('BUY', 1)],
    [
      'an order against a stop that has woken',
      own('SELL', 100, { type: 'STOP_LIMIT', trigger: 105, isTriggered: true }),
      asks('BUY', 100),
    ],
  ] as const)
    it(`refuses ${name}`, () => {
      expect(refusalOf(rule, account({ open: [open] }), asked)).to.deep.equal({
        rule: 'noSelfCrossing',
        limit: open.limit ?? 100,
        actual: asked.limit ?? 100,
        unit: 'rupees',
        message: `would trade with other:NSE|22:7, ${open.side} at ${open.limit ?? 'market'}`,
      });
    });
});
