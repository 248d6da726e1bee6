import { expect } from 'chai';
import { spanOf } from '../../src/page/sweep/values.js';
import type { SweepPageRow } from '../../src/report/sweep/sweep-page.js';

const rowOf = (objective: number | null) => ({ objective }) as SweepPageRow;

describe('spanOf', () => {
  it('is from the lowest objective to the highest, of as many rows as a sweep may have', () => {
    const rows = Array.from({ length: 1_000_000 }, (_, i) => rowOf(i % 7 === 0 ? null : i - 500));

    expect(spanOf(rows)).to.deep.equal([-499, 999_498]);
    expect(spanOf([rowOf(-3), rowOf(null)])).to.deep.equal([-3, -3]);
  });
});
