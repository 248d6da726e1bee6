import { expect } from 'chai';
import { spanOf, triedOf, valuesOf, valueText } from '../../src/page/sweep/values.js';
import type { SweepPageRow } from '../../src/report/sweep/sweep-page.js';

const rowOf = (objective: number | null) => ({ objective }) as SweepPageRow;

describe('spanOf', () => {
  it('is from the lowest objective to the highest, of as many rows as a sweep may have', () => {
    const rows = Array.from({ length: 1_000_000 }, (_, i) => rowOf(i % 7 === 0 ? null : i - 500));

    expect(spanOf(rows)).to.deep.equal([-499, 999_498]);
    expect(spanOf([rowOf(-3), rowOf(null)])).to.deep.equal([-3, -3]);
  });
});

describe('valuesOf', () => {
  it('keeps the place of a value all of whose rows failed', () => {
    const rows = [5, 6, 8, 9].map((fast) => ({ ...rowOf(1), values: [fast] }));
    const failed = [{ values: [7], settings: '{"m.fast":7}', error: 'broken' }];

    expect(valuesOf(triedOf({ rows, failed }), 0).map(valueText)).to.deep.equal(['5', '6', '7', '8', '9']);
  });
});
