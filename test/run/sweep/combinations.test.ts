import { expect } from 'chai';
import fc from 'fast-check';
import { combinationKey, settingsOf } from '../../../src/codec/sweep/row.js';
import { type Combination, drawnFrom, gridOf } from '../../../src/run/sweep/combinations.js';

const PARAMETERS = [
  { strategy: 'a', key: 'x', values: [1, 2] },
  { strategy: 'b', key: 'y', values: ['p', 'q', 'r'] },
];
const keyOf = (combination: Combination): string => combinationKey(settingsOf(combination));

describe('gridOf', () => {
  it('tries every value with every other, the last parameter changing fastest', () => {
    expect(gridOf(PARAMETERS).map((one) => one.map(({ value }) => value))).to.deep.equal([
      [1, 'p'],
      [1, 'q'],
      [1, 'r'],
      [2, 'p'],
      [2, 'q'],
      [2, 'r'],
    ]);
  });
});

describe('drawnFrom', () => {
  const counts = fc.integer({ min: 1, max: 9 });
  const wide = [...PARAMETERS, { strategy: 'c', key: 'z', values: Array.from({ length: 50 }, (_, i) => i) }];

  it('draws different combinations of the grid, the same ones for the same seed', () => {
    fc.assert(
      fc.property(counts, fc.nat(), (count, seed) => {
        const drawn = drawnFrom(wide, count, seed).map(keyOf);

        expect(new Set(drawn).size).to.equal(count);
        expect(new Set(gridOf(wide).map(keyOf))).to.include.keys(drawn);
        expect(drawnFrom(wide, count, seed).map(keyOf)).to.deep.equal(drawn);
      }),
    );
  });

  it('draws other ones for another seed', () => {
    expect(drawnFrom(wide, 9, 1).map(keyOf)).not.to.deep.equal(drawnFrom(wide, 9, 2).map(keyOf));
  });

  it('draws all of a grid that has no more', () => {
    expect(new Set(drawnFrom(PARAMETERS, 9, 3).map(keyOf))).to.deep.equal(
      new Set(gridOf(PARAMETERS).map(keyOf)),
    );
  });

  it('draws each as often as any other', () => {
    const times = new Map<string, number>();
    for (let seed = 0; seed < 3_000; seed += 1)
      for (const key of drawnFrom(PARAMETERS, 2, seed).map(keyOf)) times.set(key, (times.get(key) ?? 0) + 1);

    // 6,000 draws of 6: 1,000 each, with a deviation of √(3000 · ⅓ · ⅔) = 26
    for (const count of times.values()) expect(count).to.be.within(870, 1_130);
  });

  it('draws each value as often as any other of a grid that is too large to count', () => {
    const values = Array.from({ length: 64 }, (_, i) => i);
    const vast = Array.from({ length: 12 }, (_, i) => ({ strategy: 'a', key: `p${i}`, values })); // 2^72

    const drawn = drawnFrom(vast, 2_000, 1);

    expect(new Set(drawn.map(keyOf)).size).to.equal(2_000);
    for (const parameter of vast.keys()) {
      const odd = drawn.filter((one) => Number(one[parameter]?.value) % 2 === 1).length;
      expect(odd).to.be.within(888, 1_112); // 1,000 expected, five deviations of √(2000 · ½ · ½) = 22.4
    }
  });
});
