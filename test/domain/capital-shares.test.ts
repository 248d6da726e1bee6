import { expect } from 'chai';
import fc from 'fast-check';
import { capitalShares, type Shareholder } from '../../src/domain/capital-shares.js';
import { UsageError } from '../../src/domain/failure.js';
import { type Money, rupees } from '../../src/domain/money.js';

const asking = (...shares: readonly (number | undefined)[]): readonly Shareholder[] =>
  shares.map((share, i) => ({ name: `s${i}`, capital: share === undefined ? undefined : rupees(share) }));
const sharesOf = (capital: number, ...shares: readonly (number | undefined)[]): readonly number[] => [
  ...capitalShares(rupees(capital), asking(...shares)).values(),
];

describe('capitalShares', () => {
  it('shares equally what nobody asks for, in whole paise, the first with what does not divide', () => {
    expect(sharesOf(100, undefined)).to.deep.equal([rupees(100)]);
    expect(sharesOf(100, undefined, undefined, undefined)).to.deep.equal([
      rupees(33.34),
      rupees(33.33),
      rupees(33.33),
    ]);
    expect(sharesOf(100, 40, undefined, undefined)).to.deep.equal([rupees(40), rupees(30), rupees(30)]);
  });

  it('gives what is asked for where it adds up, nothing included', () => {
    expect(sharesOf(100, 60, 40)).to.deep.equal([rupees(60), rupees(40)]);
    expect(sharesOf(100, 100, undefined)).to.deep.equal([rupees(100), 0]);
    expect(sharesOf(100)).to.deep.equal([]);
  });

  it('refuses what does not add up, with the sums', () => {
    expect(() => sharesOf(100, 60, 40.01)).to.throw(
      UsageError,
      'the strategies are given 100.01 rupees of a capital of 100: more than there is',
    );
    expect(() => sharesOf(100, 60, 39)).to.throw(
      UsageError,
      'given 99 rupees of a capital of 100: nobody has the other 1',
    );
  });

  it('adds up, whatever the capital and however many share it', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.integer({ min: 1, max: 9 }), (capital, count) => {
        const shares = [...capitalShares(capital as Money, asking(...Array<undefined>(count))).values()];

        expect(shares.reduce<number>((sum, share) => sum + share, 0)).to.equal(capital);
        expect(Math.max(...shares) - Math.min(...shares)).to.be.lessThan(100 * count + 100);
      }),
    );
  });
});
