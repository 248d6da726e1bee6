import { expect } from 'chai';
import fc from 'fast-check';
import {
  amongPlaces,
  amongRows,
  neighbourhoodsOf,
  placesOf,
} from '../../../src/report/overfit/neighbourhood.js';

describe('neighbourhoodsOf', () => {
  /** A grid of three by three with these objectives. */
  const grid = (...objectives: readonly (number | null)[]) =>
    objectives.map((objective, i) => ({ places: [Math.floor(i / 3), i % 3], objective }));
  const ofMiddle = (rows: ReturnType<typeof grid>, isLeast = false) => neighbourhoodsOf(rows, isLeast)[4];

  it('has the rows at most a step away in every parameter', () => {
    expect(ofMiddle(grid(1, 2, 3, 4, 9, 5, 6, 7, 8))).to.deep.equal({
      neighbours: 8,
      median: 4.5, // of 1 to 8
      asGood: 0.5, // 5, 6, 7 and 8 are at least 4.5
    });
  });

  it('takes less for better where that is asked for', () => {
    expect(ofMiddle(grid(1, 2, 3, 4, 2, 5, 6, 7, 8), true)?.asGood).to.equal(4 / 8); // 1 to 4 are at most 4
  });

  it('counts a neighbour without the objective as none that is as good', () => {
    expect(ofMiddle(grid(null, 9, 9, 9, 9, 9, 9, 9, null))).to.deep.equal({
      neighbours: 8,
      median: 9,
      asGood: 6 / 8,
    });
  });

  it('says nothing of a row that is not above 0, or stands alone', () => {
    expect(ofMiddle(grid(1, 2, 3, 4, -1, 5, 6, 7, 8))?.asGood).to.equal(null);
    expect(neighbourhoodsOf([...grid(1, 2), { places: [9, 9], objective: 1 }])[2]).to.deep.equal({
      neighbours: 0,
      median: null,
      asGood: null,
    });
  });

  it('finds the same among the rows as among the places that a neighbour may have', () => {
    const rowsIn = (parameters: number) =>
      fc.uniqueArray(
        fc.record({
          places: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: parameters, maxLength: parameters }),
          objective: fc.option(fc.integer()),
        }),
        { selector: ({ places }) => places.join(), maxLength: 60 },
      );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }).chain(rowsIn), (rows) => {
        for (const row of rows) expect(amongRows(rows)(row)).to.have.members(amongPlaces(rows)(row));
      }),
    );
  });

  it('takes as many parameters as there are: 3^200 places are never made', () => {
    const places = (differing: number) => Array.from({ length: 200 }, (_, i) => (i < differing ? 1 : 0));
    const rows = Array.from({ length: 200 }, (_, i) => ({ places: places(i), objective: i }));

    expect(new Set(neighbourhoodsOf(rows).map(({ neighbours }) => neighbours))).to.deep.equal(new Set([199]));
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

  it('leaves out what never differs, and knows a list by what it holds', () => {
    const rows = [
      { fast: 5, quantity: 65, legs: [1, 2] },
      { fast: 5, quantity: 65, legs: [3] },
      { fast: 10, quantity: 65, legs: [1, 2] },
    ];

    expect(placesOf(rows)).to.deep.equal([
      [0, 0],
      [0, 2],
      [1, 0],
    ]);
  });
});
