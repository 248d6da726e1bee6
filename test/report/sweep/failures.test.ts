import { expect } from 'chai';
import { failuresOf } from '../../../src/report/sweep/failures.js';

const row = (fast: number, error: string | null) => ({ settings: { 'trend.fast': fast }, error });

describe('failuresOf', () => {
  it('counts rows by reason whatever the numbers in it, the most frequent first, with the first of each', () => {
    const rows = [
      row(0, 'broken'),
      row(-1, 'expected at least 1, got -1'),
      row(5, null),
      row(-2.5, 'expected at least 1, got -2.5'),
      row(0, 'expected at least 1, got 0'),
      row(7, 'spoilt'),
    ];

    expect(failuresOf(rows)).to.deep.equal([
      { count: 3, error: 'expected at least 1, got -1', settings: { 'trend.fast': -1 } },
      { count: 1, error: 'broken', settings: { 'trend.fast': 0 } },
      { count: 1, error: 'spoilt', settings: { 'trend.fast': 7 } },
    ]);
  });
});
