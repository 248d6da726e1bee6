import { expect } from 'chai';
import fc from 'fast-check';
import type { Fill } from '../../src/domain/fill.js';
import { inRupees, type Money, type Price, rupees } from '../../src/domain/money.js';
import { applyFill, averagePriceOf, FLAT, type Position, unrealisedOf } from '../../src/domain/position.js';
import { arbitraryFill, TICK_SIZES } from '../support/arbitrary-fill.js';
import { exact } from '../support/exact.js';
import { fill } from '../support/fill.js';

const buy = (quantity: number, price: number): Fill => fill({ side: 'BUY', quantity, price });
const sell = (quantity: number, price: number): Fill => fill({ side: 'SELL', quantity, price });

/** Where the fills lead, and what they realised in all. */
const traded = (fills: readonly Fill[], multiplier = 1): readonly [position: Position, realised: number] => {
  let position = FLAT;
  let total = 0;
  for (const one of fills) {
    const [next, realised] = applyFill(position, one, multiplier);
    position = next;
    total += realised;
  }
  return [position, total];
};

describe('applyFill', () => {
  const table: Readonly<
    Record<string, readonly [fills: readonly Fill[], quantity: number, cost: number, realised: number]>
  > = {
    'opens long': [[buy(100, 10)], 100, 1_000, 0],
    'opens short': [[sell(100, 10)], -100, -1_000, 0],
    'scales in long': [[buy(100, 10), buy(50, 13)], 150, 1_650, 0],
    'scales in short': [[sell(100, 10), sell(50, 13)], -150, -1_650, 0],
    'closes part of a long': [[buy(100, 10), sell(40, 12)], 60, 600, 80], // (12 - 10) * 40
    'closes part of a short': [[sell(100, 10), buy(40, 12)], -60, -600, -80], // (10 - 12) * 40
    'closes a long at its average price': [[buy(100, 10), buy(100, 12), sell(100, 11)], 100, 1_100, 0],
    'closes a long': [[buy(100, 10), sell(100, 9)], 0, 0, -100],
    'closes a short': [[sell(100, 10), buy(100, 9)], 0, 0, 100],
    'flips from long to short': [[buy(100, 10), sell(150, 12)], -50, -600, 200], // (12 - 10) * 100; 50 at 12
    'flips from short to long': [[sell(100, 10), buy(150, 12)], 50, 600, -200],
  };
  for (const [name, [fills, quantity, cost, realised]] of Object.entries(table))
    it(name, () => {
      expect(traded(fills)).to.deep.equal([{ quantity, cost: rupees(cost) }, rupees(realised)]);
    });

  it('counts the multiplier', () => {
    expect(traded([buy(2, 83.0025), sell(2, 83.005)], 1_000)).to.deep.equal([FLAT, rupees(5)]); // 0.0025 * 2 * 1000
  });

  it('is FLAT itself once all is closed', () => {
    expect(traded([buy(3, 10.05), sell(1, 11), sell(2, 9.95)])[0]).to.equal(FLAT);
    expect(traded([sell(3, 10.05), buy(3, 10.05)])[0]).to.equal(FLAT);
  });

  it('leaves the position before as it was', () => {
    const before: Position = Object.freeze({ quantity: 100, cost: rupees(1_000) });

    applyFill(before, sell(150, 12), 1);

    expect(before).to.deep.equal({ quantity: 100, cost: rupees(1_000) });
  });

  for (const tickSize of TICK_SIZES)
    for (const multiplier of [1, 1_000])
      it(`loses nothing on a tick size of ${tickSize}, times ${multiplier}`, () => {
        fc.assert(
          fc.property(fc.array(arbitraryFill(tickSize), { maxLength: 30 }), (fills) => {
            const [position, realised] = traded(fills, multiplier);

            let paid = 0n;
            let held = 0n;
            for (const { side, quantity, price } of fills) {
              const units = side === 'BUY' ? BigInt(quantity) : -BigInt(quantity);
              paid += exact(price) * units * BigInt(multiplier);
              held += units;
            }
            expect(BigInt(position.quantity)).to.equal(held);
            expect(BigInt(realised) - BigInt(position.cost)).to.equal(-paid);
            if (held === 0n) expect(position).to.deep.equal(FLAT);
            else expect(Math.sign(position.cost)).to.equal(Math.sign(position.quantity));
          }),
        );
      });

  it('realises at the average price of what is open, to a ten-thousandth for each fill', () => {
    fc.assert(
      fc.property(fc.array(arbitraryFill(0.05), { maxLength: 30 }), (fills) => {
        let units = 0; // the textbook's book, in floating point
        let average = 0;
        let profit = 0;
        for (const { side, quantity, price } of fills) {
          const traded = side === 'BUY' ? quantity : -quantity;
          const closed = units * traded < 0 ? Math.min(Math.abs(units), quantity) : 0;
          profit += closed * (price - average) * Math.sign(units);
          const after = units + traded;
          if (closed === 0) average = (average * Math.abs(units) + price * quantity) / Math.abs(after);
          else if (units * after < 0) average = price;
          units = after;
        }

        const [, realised] = traded(fills);

        expect(inRupees(realised as Money)).to.be.closeTo(profit, 0.0001 * (fills.length + 1));
      }),
    );
  });
});

describe('averagePriceOf', () => {
  it('is what a unit cost', () => {
    expect(averagePriceOf(traded([buy(100, 10), buy(50, 13)])[0], 1)).to.equal(11); // 1650 / 150
    expect(averagePriceOf(traded([sell(100, 10), sell(50, 13)])[0], 1)).to.equal(11);
    expect(averagePriceOf(traded([buy(2, 83.0025)], 1_000)[0], 1_000)).to.equal(83.0025);
  });

  it('stays where part is closed, and is the new price after a flip', () => {
    expect(averagePriceOf(traded([buy(100, 10), buy(50, 13), sell(75, 20)])[0], 1)).to.equal(11);
    expect(averagePriceOf(traded([buy(100, 10), sell(150, 12)])[0], 1)).to.equal(12);
  });

  it('is undefined for a flat position', () => {
    expect(averagePriceOf(FLAT, 1)).to.equal(undefined);
  });
});

describe('unrealisedOf', () => {
  const at = (price: number): Price => price as Price;

  it('is what closing at the mark would realise', () => {
    expect(unrealisedOf(traded([buy(100, 10)])[0], at(12), 1)).to.equal(rupees(200)); // (12 - 10) * 100
    expect(unrealisedOf(traded([sell(100, 10)])[0], at(12), 1)).to.equal(rupees(-200));
    expect(unrealisedOf(traded([buy(2, 83)], 1_000)[0], at(83.0025), 1_000)).to.equal(rupees(5)); // 0.0025 * 2 * 1000
    expect(unrealisedOf(FLAT, at(12), 1)).to.equal(0);
  });

  it('is realised when the position is closed at the mark', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryFill(0.05), { minLength: 1, maxLength: 10 }),
        arbitraryFill(0.05),
        (fills, { price }) => {
          const [position] = traded(fills);
          fc.pre(position.quantity !== 0);
          const closing =
            position.quantity > 0 ? sell(position.quantity, price) : buy(-position.quantity, price);

          const [, realised] = applyFill(position, closing, 1);

          expect(unrealisedOf(position, price, 1)).to.equal(realised);
        },
      ),
    );
  });
});
