import { expect } from 'chai';
import fc from 'fast-check';
import {
  inRupees,
  minus,
  type Money,
  NO_MONEY,
  plus,
  type Price,
  rupees,
  shareOf,
  valueOf,
} from '../../src/domain/money.js';
import { priceOn, TICK_SIZES } from '../support/arbitrary-fill.js';
import { exact } from '../support/exact.js';

const worth = (price: number, quantity: number, multiplier = 1): number =>
  valueOf(price as Price, quantity, multiplier);

describe('rupees', () => {
  for (const [amount, money] of [
    [0, 0],
    [1, 10_000],
    [0.05, 500],
    [0.0025, 25],
    [-20.5, -205_000],
    [0.1 + 0.2, 3_000], // 0.30000000000000004
    [1.00005, 10_001], // to the nearest
    [1_000_000, 10_000_000_000],
  ] as const)
    it(`are ${money} ten-thousandths for ${amount}`, () => {
      expect(rupees(amount)).to.equal(money);
    });

  it('come back as they went in', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (paise) => {
        expect(inRupees(rupees(paise / 100))).to.equal(paise / 100);
      }),
    );
  });

  it('add up exactly where floating point does not', () => {
    const tenths = Array.from({ length: 10 }, () => rupees(0.1));

    expect(inRupees(tenths.reduce(plus, NO_MONEY))).to.equal(1); // 0.1 ten times over is 0.9999999999999999
    expect(inRupees(minus(rupees(0.3), rupees(0.1)))).to.equal(0.2); // 0.3 - 0.1 is 0.19999999999999998
  });
});

describe('valueOf', () => {
  it('is price times quantity times multiplier', () => {
    expect(worth(100.05, 3)).to.equal(3_001_500); // 300.15 rupees
    expect(worth(100.05, -3)).to.equal(-3_001_500);
    expect(worth(83.0025, 1, 1_000)).to.equal(830_025_000); // 83,002.50 rupees: USD-INR is 1,000 dollars a lot
    expect(worth(0.05, 65, 0.5)).to.equal(16_250); // 1.625 rupees
  });

  for (const tickSize of TICK_SIZES)
    it(`is exact on a tick size of ${tickSize}`, () => {
      fc.assert(
        fc.property(
          priceOn(tickSize),
          fc.integer({ min: -100_000, max: 100_000 }).filter((n) => n !== 0),
          fc.constantFrom(1, 10, 100, 1_000),
          (price, quantity, multiplier) => {
            expect(BigInt(worth(price, quantity, multiplier))).to.equal(
              exact(price) * BigInt(quantity) * BigInt(multiplier),
            );
          },
        ),
      );
    });
});

describe('shareOf', () => {
  const share = (money: number, part: number, whole: number): number => shareOf(money as Money, part, whole);

  it('is the part to the nearest ten-thousandth', () => {
    expect(share(1_000, 1, 4)).to.equal(250);
    expect(share(1_000, 1, 3)).to.equal(333); // 333.33
    expect(share(1_000, 2, 3)).to.equal(667); // 666.67
    expect(share(-1_000, 1, 3)).to.equal(-333);
  });

  it('is all of it for the whole', () => {
    expect(share(9_007_199_254_740_991, 7, 7)).to.equal(9_007_199_254_740_991);
  });

  it('lies within one ten-thousandth of the exact share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (money, a, b) => {
          const [part, whole] = [Math.min(a, b), Math.max(a, b)];
          const off = BigInt(share(money, part, whole)) * BigInt(whole) - BigInt(money) * BigInt(part);

          expect(off < 0n ? -off : off).to.satisfy((by: bigint) => by <= BigInt(whole));
        },
      ),
    );
  });
});
