import { expect } from 'chai';
import { luckOf } from '../../../src/report/overfit/luck.js';
import { verdictOf } from '../../../src/report/overfit/verdict.js';
import { sharpePerPeriod } from '../../../src/report/sharpe.js';
import { normals } from '../../support/normals.js';

/** `columns` of returns, of which the first `good` have an edge: a mean of so many deviations. */
const matrix = (seed: number, columns: number, periods: number, good: number, edge: number) => {
  const draw = normals(seed);
  return Array.from({ length: columns }, (_, i) =>
    Array.from({ length: periods }, () => 0.01 * (draw() + (i < good ? edge : 0))),
  );
};
const verdictOfBest = (columns: readonly (readonly number[])[]): string => {
  const best = [...columns].sort((a, b) => (sharpePerPeriod(b) ?? 0) - (sharpePerPeriod(a) ?? 0))[0];
  return luckOf(best, columns, columns.length).verdict;
};
const SEEDS = Array.from({ length: 20 }, (_, seed) => seed + 1);
const shareOf = (verdict: string, of: (seed: number) => string): number =>
  SEEDS.filter((seed) => of(seed) === verdict).length / SEEDS.length;

describe('luckOf', () => {
  it('calls the best of 200 without an edge likely luck, of nearly every matrix', () => {
    expect(shareOf('likely luck', (seed) => verdictOfBest(matrix(seed, 200, 64, 0, 0)))).to.be.above(0.9);
  });

  it('does not where some have an edge, of nearly every matrix', () => {
    const share = shareOf('not likely luck', (seed) => verdictOfBest(matrix(seed, 200, 256, 20, 0.5)));

    expect(share).to.be.above(0.9);
  });

  it('tells why it cannot judge', () => {
    const columns = matrix(1, 20, 64, 0, 0);
    const reasonsOf = (best: readonly number[] | undefined, periods = 64) => {
      const { verdict, reasons } = luckOf(best?.slice(0, periods), columns, 20);
      expect(verdict).to.equal('cannot tell');
      return reasons;
    };

    expect(reasonsOf(undefined)).to.deep.equal(['no row is ranked']);
    expect(reasonsOf(columns[0], 29)).to.deep.equal(['29 returns are too few: 30 are the least']);
    expect(reasonsOf(new Array<number>(64).fill(0))).to.deep.equal([
      'its equity never changed, as of one that does not trade',
    ]);
    expect(reasonsOf(new Array<number>(64).fill(0.001))).to.deep.equal(['its returns do not vary']);
  });

  it('counts every combination that was tried, not only those at hand', () => {
    const columns = matrix(3, 10, 100, 1, 0.45);

    const [few, many] = [luckOf(columns[0], columns, 10), luckOf(columns[0], columns, 10_000)];

    expect(many.luckySharpe).to.be.above(few.luckySharpe);
    expect(many.dsr).to.be.below(few.dsr ?? NaN);
  });
});

describe('verdictOf', () => {
  const overfitting = (pbo: number, lossProbability: number) => ({
    blocks: 16,
    pbo,
    lossProbability,
    regression: null,
  });
  const of = (dsr: number, found: ReturnType<typeof overfitting> | null, forwardPnl: number | null = null) =>
    verdictOf({ trials: 200, dsr, overfitting: found, forwardPnl }).verdict;

  it('wants both: a Sharpe ratio above what luck gives, and a choice that carries over', () => {
    expect(of(0.96, overfitting(0.1, 0.1))).to.equal('not likely luck');
    expect(of(0.95, overfitting(0.1, 0.1))).to.equal('likely luck');
    expect(of(0.96, overfitting(0.5, 0.1))).to.equal('likely luck');
    expect(of(0.96, null)).to.equal('not likely luck');
  });

  it('takes a walk forward that gained nothing for luck', () => {
    expect(of(0.99, overfitting(0.1, 0.1), 1)).to.equal('not likely luck');
    expect(of(0.99, overfitting(0.1, 0.1), 0)).to.equal('likely luck');
  });

  it('does not hold it against rows that all do well that which is best is chance', () => {
    expect(of(0.96, overfitting(0.6, 0.01))).to.equal('not likely luck');
  });
});
