import { expect } from 'chai';
import fc from 'fast-check';
import type { Side } from '../../src/domain/intent.js';
import { type Order, type OrderId, withAsked } from '../../src/domain/order.js';
import { onlyReduces, worstPosition } from '../../src/risk/exposure.js';
import { account } from '../support/account.js';
import { INFY } from '../support/instrument.js';
import { freshOrder } from '../support/fresh-order.js';
import { order } from '../support/order.js';
import { terms } from '../support/order-change.js';

const buy = (quantity: number, filled = 0): Order => freshOrder({ side: 'BUY', quantity, filled });
const sell = (quantity: number, filled = 0): Order => freshOrder({ side: 'SELL', quantity, filled });

describe('worstPosition', () => {
  for (const [name, position, open, asked, worst] of [
    ['a purchase', 10, [], buy(5), 15],
    ['a sale', 10, [], sell(25), -15],
    ['with the open orders of its side', 10, [buy(20), buy(30)], buy(5), 65],
    ['without those of the other side', 10, [sell(20), buy(30)], buy(5), 45],
    ['with what is left of an open order', 0, [sell(50, 20)], sell(5), -35],
    ['without the orders of another token', 0, [freshOrder({ token: INFY, quantity: 99 })], buy(5), 5],
  ] as const)
    it(`is the most it can lead to: ${name}`, () => {
      expect(worstPosition(account({ position, open }), asked)).to.equal(worst);
    });
});

describe('worstPosition, of other terms for an open order', () => {
  const open = (facts: Parameters<typeof order>[0]): Order => order({ id: 'open' as OrderId, ...facts });
  for (const [name, position, before, asked, worst] of [
    ['more', 10, open({ quantity: 20 }), open({ quantity: 50 }), 60],
    ['less, which it may not come to', 10, open({ quantity: 20 }), open({ quantity: 5 }), 30],
    ['another price', 10, open({ quantity: 20, limit: 99 }), open({ quantity: 20, limit: 100 }), 30],
    [
      'what is executed counted once',
      10,
      open({ quantity: 20, filled: 8 }),
      open({ quantity: 30, filled: 8 }),
      32,
    ],
    ['of a sale', 10, open({ side: 'SELL', quantity: 20 }), open({ side: 'SELL', quantity: 40 }), -30],
  ] as const)
    // prettier-ignore
    it(`counts it once, at the larger quantity: ${name}`, () => {
      expect(worstPosition(account({ position, open: [before] }), asked)).to.equal(worst);
    });

  it('counts an order under modification at the larger quantity for other orders too', () => {
    const before = withAsked(open({ quantity: 20, filled: 8 }), terms(50));

    expect(worstPosition(account({ open: [before] }), buy(5))).to.equal(47); // (50 - 8) + 5
    expect(worstPosition(account({ open: [withAsked(before, terms(10))] }), buy(5))).to.equal(17);
  });
});

describe('onlyReduces', () => {
  for (const [name, position, open, asked, reduces] of [
    ['a part of a long', 100, [], sell(40), true],
    ['all of a long', 100, [], sell(100), true],
    ['more than a long', 100, [], sell(101), false],
    ['a part of a short', -100, [], buy(40), true],
    ['all of a short', -100, [], buy(100), true],
    ['more than a short', -100, [], buy(101), false],
    ['more of a long', 100, [], buy(1), false],
    ['more of a short', -100, [], sell(1), false],
    ['nothing there is', 0, [], sell(1), false],
    ['what an open order leaves of a long', 100, [sell(60)], sell(40), true],
    ['more than an open order leaves of a long', 100, [sell(60)], sell(41), false],
    ['what a partly executed order leaves', 100, [sell(60, 30)], sell(70), true],
    ['a long whatever is open on the other side', 100, [buy(500)], sell(100), true],
  ] as const)
    it(`is ${reduces} for ${name}`, () => {
      expect(onlyReduces(account({ position, open }), asked)).to.equal(reduces);
    });

  it('is true only when every mix of executions brings the position nearer to zero', () => {
    const quantities = fc.integer({ min: 1, max: 20 });
    const sides = fc.constantFrom<Side[]>('BUY', 'SELL');
    fc.assert(
      fc.property(
        fc.integer({ min: -40, max: 40 }),
        fc.array(quantities, { maxLength: 3 }),
        quantities,
        sides,
        (position, open, quantity, side) => {
          const asked = freshOrder({ side, quantity });
          const same = open.map((units) => freshOrder({ side, quantity: units }));
          const sign = side === 'BUY' ? 1 : -1;
          const mixes = [
            0,
            ...open.map((_, i) => open.slice(0, i + 1).reduce((sum, units) => sum + units, 0)),
          ];
          const nearer = mixes.every((units) => {
            const after = position + sign * (units + quantity);
            return Math.abs(after) < Math.abs(position) && after * position >= 0;
          });

          expect(onlyReduces(account({ position, open: same }), asked)).to.equal(nearer);
        },
      ),
    );
  });
});
