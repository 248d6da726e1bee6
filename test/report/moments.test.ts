import { expect } from 'chai';
import fc from 'fast-check';
import { kurtosis, skewness } from '../../src/report/moments.js';
import { near } from './near.js';

describe('skewness and kurtosis', () => {
  it('are the standard moments of a population', () => {
    const values = [1, 2, 3, 10]; // mean 4, deviations -3, -2, -1, 6

    near(skewness(values), 45 / 12.5 ** 1.5); // m2 = (9 + 4 + 1 + 36) / 4, m3 = (-27 - 8 - 1 + 216) / 4
    near(kurtosis(values), 348.5 / 12.5 ** 2); // m4 = (81 + 16 + 1 + 1296) / 4
  });

  it('have no meaning for no values, and where they do not vary', () => {
    for (const values of [[], [5], [0.1, 0.1, 0.1]]) {
      expect(skewness(values)).to.equal(null);
      expect(kurtosis(values)).to.equal(null);
    }
  });

  it('do not change with place and scale, and the mirror turns the skewness', () => {
    const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 30 });
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: 1, max: 9 }),
        (some, by, times) => {
          fc.pre(new Set(some).size > 1);
          const moved = some.map((value) => value * times + by);
          const [skew, kurt] = [skewness(some) ?? NaN, kurtosis(some) ?? NaN];

          expect(skewness(moved)).to.be.closeTo(skew, 1e-9);
          expect(kurtosis(moved)).to.be.closeTo(kurt, 1e-9 * kurt);
          expect(skewness(some.map((value) => -value))).to.be.closeTo(-skew, 1e-9);
        },
      ),
    );
  });
});
