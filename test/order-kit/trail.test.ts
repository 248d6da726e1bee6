import { expect } from 'chai';
import fc from 'fast-check';
import { points, share, trailed } from '../../src/order-kit/trail.js';

describe('trailed', () => {
  for (const [name, args, trigger] of [
    ['below the price for a sale', ['SELL', points(2), undefined, 100], 98],
    ['above it for a purchase', ['BUY', points(2), undefined, 100], 102],
    ['by a share of the price', ['SELL', share(0.01), undefined, 200], 198],
    ['with a better price', ['SELL', points(2), 98, 101], 99],
    ['not back with a worse one', ['SELL', points(2), 98, 99], 98],
    ['not back of a short position', ['BUY', points(2), 102, 103], 102],
    ['with a better price of a short position', ['BUY', points(2), 102, 99], 101],
    ['on the grid, away from the price', ['SELL', points(2), undefined, 100.02], 98],
    ['on the grid, above it', ['BUY', points(2), undefined, 100.02], 102.05],
  ] as const)
    it(`stands ${name}`, () => {
      const [side, distance, before, last] = args;

      expect(trailed(side, distance, before, last, 0.05)).to.equal(trigger);
    });

  it('only ever tightens, and is never nearer than the distance to the best price seen', () => {
    const prices = fc.array(
      fc.integer({ min: 1_000, max: 4_000 }).map((n) => n * 0.05),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(fc.boolean(), prices, (isSale, lasts) => {
        const side = isSale ? 'SELL' : 'BUY';
        const sign = isSale ? 1 : -1;
        let trigger: number | undefined = undefined;
        for (const last of lasts) {
          const next: number = trailed(side, points(5), trigger, last, 0.05);
          if (trigger !== undefined) expect((next - trigger) * sign).to.be.at.least(0);
          trigger = next;
        }
        const best = (isSale ? Math.max : Math.min)(...lasts);

        expect(trigger).to.be.closeTo(best - sign * 5, 1e-9);
      }),
    );
  });
});
