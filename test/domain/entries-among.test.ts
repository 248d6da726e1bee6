import { expect } from 'chai';
import fc from 'fast-check';
import type { Order } from '../../src/domain/order.js';
import { entriesAmong } from '../../src/domain/entries-among.js';
import { freshOrder } from '../support/fresh-order.js';

const buy = (quantity: number, filled = 0) => freshOrder({ side: 'BUY', quantity, filled });
const sell = (quantity: number, filled = 0) => freshOrder({ side: 'SELL', quantity, filled });
const stop = (quantity: number) => freshOrder({ side: 'SELL', quantity, type: 'STOP', trigger: 90 });

describe('entriesAmong', () => {
  const table: Readonly<
    Record<string, readonly [held: number, orders: readonly Order[], entries: readonly number[]]>
  > = {
    'are all orders where nothing is held': [0, [buy(1), sell(1)], [0, 1]],
    'are those on the side of the position': [10, [buy(1), sell(10)], [0]],
    'are those on the side of a short position': [-10, [sell(1), buy(10)], [0]],
    'are what goes beyond the position, the youngest first': [10, [sell(6), sell(5), sell(4)], [1]],
    'are not what is left of an exit': [10, [sell(20, 10)], []],
    'are limits before stops': [10, [sell(10), stop(10)], [0]],
  };
  for (const [name, [held, orders, entries]] of Object.entries(table))
    it(name, () => {
      expect(entriesAmong(orders, held).map((order) => orders.indexOf(order))).to.deep.equal(entries);
    });

  it('leave only orders that bring the position nearer to zero, whichever of them are executed', () => {
    const one = fc
      .tuple(fc.boolean(), fc.integer({ min: 1, max: 9 }), fc.boolean())
      .map(([isBuy, quantity, isStop]) =>
        freshOrder({ side: isBuy ? 'BUY' : 'SELL', quantity, trigger: isStop ? 90 : undefined }),
      );
    fc.assert(
      fc.property(fc.array(one, { maxLength: 5 }), fc.integer({ min: -12, max: 12 }), (orders, held) => {
        const entries = entriesAmong(orders, held);
        const kept = orders.filter((order) => !entries.includes(order));

        for (let mix = 0; mix < 1 << kept.length; mix += 1) {
          let units = held;
          kept.forEach((order, i) => {
            if ((mix & (1 << i)) !== 0) units += order.side === 'BUY' ? order.quantity : -order.quantity;
          });
          expect(Math.abs(units)).to.be.at.most(Math.abs(held));
          expect(units * held).to.be.at.least(0);
        }
      }),
    );
  });
});
