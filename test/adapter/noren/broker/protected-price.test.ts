import { expect } from 'chai';
import fc from 'fast-check';
import { protectedPrice } from '../../../../src/adapter/noren/broker/protected-price.js';
import { instrument } from '../../../support/instrument.js';

const share = instrument();
const option = instrument({ optionType: 'CE' });

describe('protectedPrice', () => {
  // reference × (1 ± share), on the grid of 0.05 on the far side
  for (const [what, side, reference, of, expected] of [
    ['a share below 100', 'BUY', 99.95, share, 101.95], // 99.95 × 1.02 = 101.949
    ['a share from 100 on', 'BUY', 100, share, 101], // × 1.01
    ['a share from 500 on', 'SELL', 500, share, 497.5], // × 0.995
    ['an option below 10', 'BUY', 9.95, option, 10.45], // × 1.05 = 10.4475
    ['an option below 100', 'SELL', 50, option, 48.5], // × 0.97
    ['an option below 500', 'BUY', 450.05, option, 459.1], // × 1.02 = 459.051
    ['an option from 500 on', 'SELL', 1_000, option, 990], // × 0.99
    ['what is sold for next to nothing', 'SELL', 0.05, option, 0.05],
  ] as const)
    it(`of ${what} is ${expected} where ${reference} is asked`, () => {
      expect(protectedPrice(side, reference, of)).to.be.closeTo(expected, 1e-9);
    });

  it('lies beyond the reference, on the grid, by no more than its share and a tick', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('BUY' as const, 'SELL' as const),
        fc.integer({ min: 20, max: 1_000_000 }),
        fc.constantFrom(0.05, 0.01, 0.0025, 1),
        fc.constantFrom(undefined, 'CE' as const),
        (side, ticks, tickSize, optionType) => {
          const reference = ticks * tickSize;
          const price = protectedPrice(side, reference, instrument({ tickSize, optionType }));
          const beyond = side === 'BUY' ? price - reference : reference - price;

          expect(beyond).to.be.at.least(-1e-6);
          expect(beyond).to.be.at.most(reference * 0.05 + tickSize + 1e-6);
          expect(Math.abs(price / tickSize - Math.round(price / tickSize))).to.be.below(1e-6);
        },
      ),
    );
  });
});
