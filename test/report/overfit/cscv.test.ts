import { expect } from 'chai';
import { cscv, halvesOf } from '../../../src/report/overfit/cscv.js';
import { blocksFor, overfittingOf, summaryOf } from '../../../src/report/overfit/pbo.js';
import { sharpePerPeriod } from '../../../src/report/sharpe.js';
import { normals } from '../../support/normals.js';

const ROWS = [
  [0.01, -0.005, 0.004, 0.001],
  [-0.02, 0.01, 0.006, -0.002],
  [0.015, 0.002, -0.003, 0.003],
  [0.01, -0.004, 0.005, -0.001],
  [-0.01, 0.006, 0.007, 0.002],
  [0.02, -0.003, 0.001, 0.004],
  [-0.005, 0.007, 0.004, -0.006],
  [0.01, 0.001, 0.002, 0.001],
];
const transposed = (rows: readonly (readonly number[])[]): readonly (readonly number[])[] =>
  (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? NaN));

/** Columns of returns without any edge. */
const noise = (seed: number, columns: number, periods: number): readonly number[][] => {
  const draw = normals(seed);
  return Array.from({ length: columns }, () => Array.from({ length: periods }, () => 0.01 * draw()));
};

describe('cscv', () => {
  it('comes to the worked example of the reference', () => {
    const choices = cscv(transposed(ROWS), 4);

    expect(halvesOf(4)).to.deep.equal([[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]); // prettier-ignore
    expect(choices.map(({ best }) => best)).to.deep.equal([2, 2, 2, 3, 0, 2]);
    expect(choices.map(({ logit }) => Number(logit.toFixed(6)))).to.deep.equal([
      1.386294, 0.405465, -0.405465, -1.386294, -1.386294, 1.386294,
    ]);
    expect(summaryOf(choices, 4).pbo).to.equal(0.5);
  });

  it('has the Sharpe ratios of the very returns in and out of the sample, in blocks that are not all as long', () => {
    const columns = noise(5, 6, 43);
    const bounds = [0, 5, 10, 16, 21, 26, 32, 37, 43]; // ⌊43 i / 8⌋
    const of = (column: readonly number[], blocks: readonly number[]): number =>
      sharpePerPeriod(blocks.flatMap((block) => column.slice(bounds[block], bounds[block + 1]))) ?? 0;

    const choices = cscv(columns, 8);

    for (const [i, half] of halvesOf(8).entries()) {
      const rest = [0, 1, 2, 3, 4, 5, 6, 7].filter((block) => !half.includes(block));
      const inside = columns.map((column) => of(column, half));
      const outside = columns.map((column) => of(column, rest));
      const best = inside.indexOf(Math.max(...inside));
      const rank = outside.filter((value) => value <= (outside[best] ?? NaN)).length;

      expect(choices[i]?.best).to.equal(best);
      expect(choices[i]?.inSample).to.be.closeTo(inside[best] ?? NaN, 1e-9);
      expect(choices[i]?.outOfSample).to.be.closeTo(outside[best] ?? NaN, 1e-9);
      expect(choices[i]?.logit).to.be.closeTo(Math.log(rank / (7 - rank)), 1e-12);
    }
  });

  it('takes constant returns for a ratio of 0', () => {
    const losing = Array.from({ length: 32 }, (_, i) => (i % 2 === 0 ? -0.02 : -0.01));

    const choices = cscv([losing, losing.map(() => 0), losing.map(() => 0.003)], 8);

    expect(choices.every(({ best, inSample }) => best === 1 && inSample === 0)).to.equal(true);
  });
});

describe('overfittingOf', () => {
  const SEEDS = Array.from({ length: 20 }, (_, seed) => seed + 1);
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, one) => sum + one, 0) / values.length;

  it('finds overfitting about even where nothing has an edge, over many matrices', () => {
    const found = SEEDS.map((seed) => overfittingOf(noise(seed, 20, 64))?.pbo ?? NaN);

    expect(mean(found)).to.be.within(0.4, 0.6);
  });

  it('finds next to none where one column has an edge', () => {
    const found = SEEDS.map((seed) => {
      const columns = noise(seed, 20, 64).map((column, i) =>
        i === 7 ? column.map((r) => r + 0.008) : column,
      );
      return overfittingOf(columns);
    });

    expect(mean(found.map((one) => one?.pbo ?? NaN))).to.be.below(0.05);
    expect(mean(found.map((one) => one?.lossProbability ?? NaN))).to.be.below(0.05);
  });

  it('regresses what was outside on what was inside', () => {
    const choices = [1, 2, 3].map((x) => ({ best: 0, inSample: x, outOfSample: 5 - 2 * x, logit: 1 }));

    const { slope, intercept } = summaryOf(choices, 8).regression ?? {};

    expect(slope).to.be.closeTo(-2, 1e-12);
    expect(intercept).to.be.closeTo(5, 1e-12);
  });

  it('has no meaning for a single column, and for too few returns', () => {
    expect(overfittingOf(noise(1, 1, 64))).to.equal(null);
    expect(overfittingOf(noise(1, 5, 31))).to.equal(null);
  });

  it('cuts 8 to 16 blocks of four returns at least, fewer where it would take too long', () => {
    expect([31, 32, 40, 64, 500].map((periods) => blocksFor(periods, 10))).to.deep.equal([
      null,
      8,
      10,
      16,
      16,
    ]);
    expect([1_000, 3_000, 10_000, 50_000].map((columns) => blocksFor(500, columns))).to.deep.equal([
      16, 14, 12, 10,
    ]);
  });
});
