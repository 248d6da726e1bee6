import { expect } from 'chai';
import { wornFront } from '../../src/exchange/matching/queue.js';

describe('wornFront', () => {
  it('takes off what traded, and is no longer than the level', () => {
    const front = (said: Partial<Parameters<typeof wornFront>[0]>): number =>
      wornFront({ front: 100, sizeBefore: 100, size: 100, traded: 0, ...said }, { cancelAhead: 0 });

    expect(front({ traded: 80 })).to.equal(20);
    expect(front({ traded: 130 })).to.equal(-30);
    expect(front({ size: 40 })).to.equal(40);
    expect(front({ sizeBefore: undefined, size: undefined, traded: 5 })).to.equal(95);
  });

  /** Front 60 of a level that goes from 100 to 80 without a trade; f is what weighs front and back. */
  const examples: Readonly<Record<string, readonly [f: (x: number) => number, front: number]>> = {
    'n = 1': [(x) => x, 48],
    'n = 2': [(x) => x ** 2, 46.153846],
    'n = 3': [(x) => x ** 3, 44.571429],
    logarithm: [(x) => Math.log1p(x), 49.49223],
  };
  for (const [name, [f, front]] of Object.entries(examples))
    it(`agrees with the probability queue, ${name}, where the share ahead is that queue’s`, () => {
      const behind = f(40) / (f(40) + f(60));

      const worn = wornFront(
        { front: 60, sizeBefore: 100, size: 80, traded: 0 },
        { cancelAhead: 1 - behind },
      );

      expect(worn).to.be.closeTo(front, 1e-6);
    });
});
