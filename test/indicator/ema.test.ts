import { expect } from 'chai';
import fc from 'fast-check';
import { UsageError } from '../../src/domain/failure.js';
import { type Ema, ema, type EmaOptions, nextEma } from '../../src/indicator/ema.js';

const over = (periods: number, values: readonly number[], options?: EmaOptions): Ema =>
  values.reduce<Ema>(nextEma, ema(periods, options));
const first = { seed: 'first' } as const;

describe('nextEma', () => {
  it('begins as the mean of its first values, and has none before', () => {
    expect(ema(3).value).to.equal(undefined);
    expect(over(3, [10, 14]).value).to.equal(undefined);
    expect(over(3, [10, 14, 12]).value).to.equal(12);
    expect(over(3, [10, 14, 12, 20]).value).to.equal(16); // 0.5 * 20 + 0.5 * 12
  });

  it('begins as its first value where it is told to', () => {
    expect(over(3, [10], first).value).to.equal(10);
    expect(over(3, [10, 14], first).value).to.equal(12); // 0.5 * 14 + 0.5 * 10
    expect(over(9, [10, 20], first).value).to.be.closeTo(12, 1e-12); // 0.2 * 20 + 0.8 * 10
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

        expect(over(periods, values, first).value).to.be.closeTo(sum, 1e-9 * 1e5);
      }),
    );
  });

  it('does not leave equal values by a bit, so that two averages of them never cross', () => {
    for (const x of [0.1, 1_446.35, 123_456_789.05]) {
      const same = Array.from({ length: 100 }, () => x);

      expect(over(12, same).value).to.equal(x);
      expect(over(26, same, first).value).to.equal(x);
    }
  });

  it('refuses periods that are none', () => {
    for (const periods of [0, -1, 2.5, NaN, Infinity])
      expect(() => ema(periods)).to.throw(UsageError, `ema(${periods}): periods must be a whole number`);
  });
});
