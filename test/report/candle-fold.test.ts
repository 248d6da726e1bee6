import { expect } from 'chai';
import * as fc from 'fast-check';
import { CandleFold, type Candles } from '../../src/report/candle-fold.js';

interface Seen {
  readonly at: number;
  readonly value: number;
  readonly volume: number;
}

const OPEN = Date.parse('2026-01-05T09:15:00+05:30');

/** Values in the order of time, close together and far apart. */
const arbitrarySeen: fc.Arbitrary<readonly Seen[]> = fc
  .array(
    fc.tuple(
      fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 40 * 86_400_000 })),
      fc.integer({ min: 1, max: 1_000 }),
      fc.integer({ min: 0, max: 50 }),
    ),
    { maxLength: 300 },
  )
  .map((steps) => {
    let at = OPEN;
    return steps.map(([passed, value, volume]) => ({ at: (at += passed), value, volume }));
  });

const folded = (seen: readonly Seen[], limit: number): Candles => {
  const fold = new CandleFold(limit);
  for (const { at, value, volume } of seen) fold.take(at, value, volume);
  return fold.candles();
};

/** Of what lies in each stretch of `widthMs` from 00:15 IST on, the candle by its definition. */
const oracle = (seen: readonly Seen[], widthMs: number): Omit<Candles, 'widthMs'> => {
  const from = Date.parse('1970-01-01T00:15:00+05:30');
  const groups = new Map<number, Seen[]>();
  for (const one of seen) {
    const start = from + Math.floor((one.at - from) / widthMs) * widthMs;
    groups.set(start, [...(groups.get(start) ?? []), one]);
  }
  const of = (pick: (values: readonly number[]) => number): readonly number[] =>
    [...groups.values()].map((group) => pick(group.map(({ value }) => value)));
  return {
    at: [...groups.keys()],
    open: of((values) => values[0] ?? NaN),
    high: of((values) => Math.max(...values)),
    low: of((values) => Math.min(...values)),
    close: of((values) => values.at(-1) ?? NaN),
    volume: [...groups.values()].map((group) => group.reduce((sum, { volume }) => sum + volume, 0)),
  };
};

describe('CandleFold', () => {
  it('makes the candles that the definition gives, of the width it came to, and never more than its limit', () => {
    fc.assert(
      fc.property(arbitrarySeen, fc.integer({ min: 1, max: 40 }), (seen, limit) => {
        const { widthMs, ...columns } = folded(seen, limit);

        expect(columns).to.deep.equal(oracle(seen, widthMs));
        expect(columns.at.length).to.be.at.most(limit);
      }),
    );
  });

  it('is no coarser than it must be', () => {
    fc.assert(
      fc.property(arbitrarySeen, fc.integer({ min: 1, max: 40 }), (seen, limit) => {
        const { widthMs } = folded(seen, limit);
        const finer = FINER.get(widthMs);

        if (finer !== undefined) expect(oracle(seen, finer).at.length).to.be.greaterThan(limit);
      }),
    );
  });

  it('begins a session of 09:15 with a candle, of any width below an hour', () => {
    for (const limit of [1, 2, 5, 20, 100, 400]) {
      const minutes = Array.from({ length: 375 }, (_, i) => ({ at: OPEN + i * 60_000, value: i, volume: 1 }));
      const { at, widthMs } = folded(minutes, limit);

      if (widthMs <= 3_600_000) expect(at[0]).to.equal(OPEN);
    }
  });

  it('has nothing of nothing', () => {
    expect(folded([], 10).at).to.deep.equal([]);
  });
});

const MINUTE = 60_000;
const WIDTHS = [
  1_000,
  5_000,
  15_000,
  30_000,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  60 * MINUTE,
  1440 * MINUTE,
];
const FINER = new Map(WIDTHS.slice(1).map((width, i) => [width, WIDTHS[i] ?? 0]));
