import { expect } from 'chai';
import fc from 'fast-check';
import { type Ema, ema, nextEma } from '../../src/indicator/ema.js';

const over = (periods: number, values: readonly number[]): Ema => values.reduce(nextEma, ema(periods));

describe('nextEma', () => {
  it('has no value before the first, and is the first then', () => {
    expect(ema(3)).to.deep.equal({ periods: 3, value: undefined, count: 0 });
    expect(over(3, [10])).to.deep.equal({ periods: 3, value: 10, count: 1 });
  });

  it('moves to a new value by its weight', () => {
    expect(over(3, [10, 14]).value).to.equal(12); // 0.5 * 14 + 0.5 * 10
    expect(over(3, [10, 14, 8])).to.deep.equal({ periods: 3, value: 10, count: 3 }); // 0.5 * 8 + 0.5 * 12
    expect(over(9, [10, 20]).value).to.be.closeTo(12, 1e-12); // 0.2 * 20 + 0.8 * 10
  });

  it('is the value itself over one period', () => {
    expect(over(1, [10, 20, 15]).value).to.equal(15);
  });

  it('is the sum of all values by their weights', () => {
    const prices = fc.array(fc.double({ min: 1, max: 1e5, noNaN: true }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), prices, (periods, values) => {
        const a = 2 / (periods + 1);
        const n = values.length - 1;
        const sum = values.reduce(
          (total, value, i) => total + value * (i === 0 ? 1 : a) * (1 - a) ** (n - i),
          0,
        );

        expect(over(periods, values).value).to.be.closeTo(sum, 1e-9 * 1e5);
        expect(over(periods, values).count).to.equal(values.length);
      }),
    );
  });

  it('leaves the average before as it was', () => {
    const before = Object.freeze(over(3, [10]));

    nextEma(before, 20);

    expect(before.value).to.equal(10);
  });
});
