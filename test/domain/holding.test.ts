import { expect } from 'chai';
import fc from 'fast-check';
import { Holding } from '../../src/domain/holding.js';
import { type Price, rupees, valueOf } from '../../src/domain/money.js';
import { FLAT } from '../../src/domain/position.js';
import { arbitraryFill, priceOn } from '../support/arbitrary-fill.js';
import { fill } from '../support/fill.js';

const at = (price: number): Price => price as Price;

describe('Holding', () => {
  it('holds nothing at first', () => {
    const { position, value, last } = new Holding(1);

    expect({ position, value, last }).to.deep.equal({ position: FLAT, value: 0, last: undefined });
  });

  it('is worth nothing more for a price while it is flat, and remembers the price', () => {
    const holding = new Holding(1);

    expect(holding.mark(at(100))).to.equal(0);
    expect(holding.last).to.equal(100);
  });

  it('is worth its quantity at the last price', () => {
    const holding = new Holding(1);
    holding.mark(at(101));

    expect(holding.fill(fill({ quantity: 100, price: 100 }))).to.deep.equal([0, rupees(10_100)]); // marked at 101
    expect(holding.mark(at(103))).to.equal(rupees(200)); // (103 - 101) * 100
    expect(holding.value).to.equal(rupees(10_300));
  });

  it('is worth less than nothing when it is short', () => {
    const holding = new Holding(1_000);

    holding.fill(fill({ side: 'SELL', quantity: 2, price: 83 }));

    expect(holding.value).to.equal(rupees(-166_000)); // -2 * 83 * 1000
    expect(holding.mark(at(83.0025))).to.equal(rupees(-5)); // -2 * 0.0025 * 1000
  });

  it('takes the price of a fill only where no other is known', () => {
    const unmarked = new Holding(1);
    unmarked.fill(fill({ price: 100 }));
    const marked = new Holding(1);
    marked.mark(at(99));
    marked.fill(fill({ price: 100 }));

    expect([unmarked.last, marked.last]).to.deep.equal([100, 99]);
  });

  it('stays as it is for a tick without a price, or with the same', () => {
    const holding = new Holding(1);
    holding.fill(fill({ quantity: 100, price: 100 }));

    expect(holding.mark(undefined)).to.equal(0);
    expect(holding.mark(at(100))).to.equal(0);
    expect(holding.value).to.equal(rupees(10_000));
  });

  it('adds up: the changes it tells of are what it is worth', () => {
    const happening = fc.oneof(arbitraryFill(0.05), priceOn(0.05));
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 30 }), (happenings) => {
        const holding = new Holding(1);
        let told = 0;
        for (const one of happenings)
          told += typeof one === 'number' ? holding.mark(at(one)) : holding.fill(one)[1];

        const { position, last } = holding;
        expect(holding.value).to.equal(told);
        expect(holding.value + 0).to.equal(last === undefined ? 0 : valueOf(last, position.quantity, 1) + 0);
      }),
    );
  });
});
