import { expect } from 'chai';
import fc from 'fast-check';
import { NO_CHARGE_ITEMS } from '../../src/domain/charge-items.js';
import type { Fill } from '../../src/domain/fill.js';
import type { Side } from '../../src/domain/intent.js';
import { inRupees, type Price, type Quantity, rupees } from '../../src/domain/money.js';
import type { OrderId } from '../../src/domain/order.js';
import { epochMs } from '../../src/domain/time.js';
import { FifoFold } from '../../src/report/fifo-fold.js';
import { ACC } from './belt.js';

const fillOf = (side: Side, quantity: number, price: number, charges: number): Fill => ({
  id: '1',
  orderId: 'order' as OrderId,
  strategy: 'alpha',
  token: ACC,
  side,
  quantity: quantity as Quantity,
  price: price as Price,
  at: epochMs(0),
  charges: rupees(charges),
  items: { ...NO_CHARGE_ITEMS, brokerage: rupees(charges) },
  against: undefined,
});

const tripsOf = (fills: readonly Fill[], multiplier = 1): readonly (readonly number[])[] => {
  const fold = new FifoFold(multiplier);
  return fills.map((fill) => fold.take(fill).map(inRupees));
};

describe('FifoFold', () => {
  it('matches what is closed with the oldest units, trip by trip', () => {
    expect(
      tripsOf([
        fillOf('BUY', 10, 100, 1),
        fillOf('BUY', 10, 110, 2),
        fillOf('SELL', 15, 120, 3),
        fillOf('SELL', 15, 90, 3),
      ]),
    ).to.deep.equal([
      [],
      [],
      [10 * 20 - 1 - 2, 5 * 10 - 1 - 1], // where a trade from flat to flat has not ended yet
      [5 * -20 - 1 - 1], // the other ten are short from 90
    ]);
  });

  it('is turned round for a short position, in units of the instrument', () => {
    expect(tripsOf([fillOf('SELL', 2, 50, 0), fillOf('BUY', 2, 47.5, 0.5)], 100)).to.deep.equal([
      [],
      [2 * 2.5 * 100 - 0.5],
    ]);
  });

  it('agrees with units that are matched one by one, and loses no charges', () => {
    const fills = fc.array(
      fc
        .tuple(
          fc.constantFrom<Side>('BUY', 'SELL'),
          fc.integer({ min: 1, max: 9 }),
          fc.integer({ min: 1900, max: 2100 }),
          fc.integer({ min: 0, max: 50_000 }),
        )
        .map(([side, quantity, steps, charges]) => fillOf(side, quantity, steps / 20, charges / 10_000)),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(fills, (some) => {
        const fold = new FifoFold(1);
        const net = some.flatMap((fill) => fold.take(fill)).reduce((sum, money) => sum + money, 0);
        const paid = some.reduce((sum, { charges }) => sum + charges, 0);
        const { gross, trips } = oneByOne(some);

        expect(net + paid - fold.openCharges).to.equal(gross);
        const again = new FifoFold(1);
        expect(some.map((fill) => again.take(fill).length)).to.deep.equal(trips);
      }),
    );
  });
});

/**
 * Every unit on its own, in ten-thousandths of a rupee: what those that were closed made, and how many lots each fill
 * met.
 */
const oneByOne = (fills: readonly Fill[]): { readonly gross: number; readonly trips: readonly number[] } => {
  const open: { readonly side: Side; readonly price: number; readonly of: number }[] = [];
  let gross = 0;
  const trips = fills.map(({ side, quantity, price }, of) => {
    const met = new Set<number>();
    for (let unit = 0; unit < quantity; unit += 1) {
      const [oldest] = open;
      if (oldest === undefined || oldest.side === side) {
        open.push({ side, price, of });
        continue;
      }
      open.shift();
      met.add(oldest.of);
      gross += Math.round((side === 'SELL' ? price - oldest.price : oldest.price - price) * 10_000);
    }
    return met.size;
  });
  return { gross, trips };
};
