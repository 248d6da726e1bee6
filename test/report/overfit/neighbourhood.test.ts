import { expect } from 'chai';
import { byPlaceOf, neighbourhoodOf, placesOf } from '../../../src/report/overfit/neighbourhood.js';

describe('neighbourhoodOf', () => {
  /** A grid of three by three with these objectives. */
  const grid = (...objectives: readonly (number | null)[]) =>
    objectives.map((objective, i) => ({ places: [Math.floor(i / 3), i % 3], objective }));
  const ofMiddle = (rows: ReturnType<typeof grid>, isLeast = false) =>
    neighbourhoodOf(rows[4] ?? { places: [], objective: null }, byPlaceOf(rows), isLeast);

  it('has the rows at most a step away in every parameter', () => {
    expect(ofMiddle(grid(1, 2, 3, 4, 9, 5, 6, 7, 8))).to.deep.equal({
      neighbours: 8,
      median: 4.5, // of 1 to 8
      asGood: 0.5, // 5, 6, 7 and 8 are at least 4.5
    });
  });

  it('takes less for better where that is asked for', () => {
    expect(ofMiddle(grid(1, 2, 3, 4, 2, 5, 6, 7, 8), true).asGood).to.equal(4 / 8); // 1 to 4 are at most 4
  });

  it('counts a neighbour without the objective as none that is as good', () => {
    expect(ofMiddle(grid(null, 9, 9, 9, 9, 9, 9, 9, null))).to.deep.equal({
      neighbours: 8,
      median: 9,
      asGood: 6 / 8,
    });
  });

  it('says nothing of a row that is not above 0, or stands alone', () => {
    expect(ofMiddle(grid(1, 2, 3, 4, -1, 5, 6, 7, 8)).asGood).to.equal(null);
    expect(neighbourhoodOf({ places: [9, 9], objective: 1 }, byPlaceOf(grid(1, 2)))).to.deep.equal({
      neighbours: 0,
      median: null,
      asGood: null,
    });
  });
});

describe('placesOf', () => {
  it('puts numbers in their order, and no text next to another', () => {
    const rows = [
      { fast: 20, mode: 'b' },
      { fast: 5, mode: 'a' },
      { fast: 10, mode: 'b' },
    ];

    expect(placesOf(rows)).to.deep.equal([
      [2, 0],
      [0, 2],
      [1, 0],
    ]);
  });
});
