import { expect } from 'chai';
import fc from 'fast-check';
import { NO_MONEY, rupees } from '../../../src/domain/money.js';
import { istTextOf } from '../../../src/domain/session.js';
import { type EpochMs, MINUTE_MS } from '../../../src/domain/time.js';
import { SliceSink } from '../../../src/report/sweep/slice-sink.js';
import { lastPeriods, slicesOf } from '../../../src/report/sweep/slices.js';
import type { Trade } from '../../../src/report/trade.js';
import { ist } from '../../support/ist.js';

const at = (day: number, time: string): EpochMs => ist(`2026-01-${String(day).padStart(2, '0')}T${time}`);
const session = (day: number, from = '09:15:00.060', to = '15:29:58.000') => ({
  firstAt: at(day, from),
  lastAt: at(day, to),
});
const days = (count: number) => Array.from({ length: count }, (_, i) => session(i + 1));
const text = (moment: EpochMs): string => istTextOf(moment).slice(5, 16);

describe('slicesOf', () => {
  it('is a period for each session where there are enough, to the end of its day', () => {
    const long = Array.from({ length: 32 }, (_, i) => ({
      firstAt: (at(1, '09:15:00') + i * 86_400_000) as EpochMs,
      lastAt: (at(1, '15:29:00') + i * 86_400_000) as EpochMs,
    }));

    const { parts, cuts, sessions } = slicesOf(long);

    expect(parts).to.deep.equal(long.map(() => 1));
    expect(sessions.slice(0, 2)).to.deep.equal(['2026-01-01', '2026-01-02']);
    expect(cuts.slice(0, 2).map(text)).to.deep.equal(['01-02T00:00', '01-03T00:00']);
  });

  it('cuts fewer into equal parts on whole minutes, at least 64 in all', () => {
    const { parts, cuts } = slicesOf(days(3));

    expect(parts).to.deep.equal([22, 22, 22]); // ⌈64 / 3⌉
    expect(cuts).to.have.length(66);
    expect(cuts.every((cut) => cut % MINUTE_MS === 0)).to.equal(true);
    // 375 minutes in 22 parts: 17.05 each
    expect(cuts.slice(0, 2).map(text)).to.deep.equal(['01-01T09:32', '01-01T09:49']);
    expect(cuts.slice(20, 23).map(text)).to.deep.equal(['01-01T15:13', '01-02T00:00', '01-02T09:32']);
  });

  it('cuts a session of a minute into one part, and the others no less for it', () => {
    const stub = session(10, '09:15:00.000', '09:15:30.000');

    const { parts, cuts } = slicesOf([...days(9), stub]);

    // 9 × 375 + 1 = 3,376 minutes in 64 parts: 52.75 each, of which 375 have 7.1
    expect(parts).to.deep.equal([...new Array<number>(9).fill(8), 1]);
    expect(cuts).to.have.length(73);
    expect(cuts.slice(-2).map(text)).to.deep.equal(['01-10T00:00', '01-11T00:00']);
  });

  it('cuts a long session and a short one into parts that are as long', () => {
    // 375 + 4 minutes in 64 parts: 5.9 each
    expect(slicesOf([session(1), session(2, '09:15:00.000', '09:18:59.000')]).parts).to.deep.equal([64, 1]);
  });

  it('makes no part shorter than a minute', () => {
    expect(slicesOf([session(1, '09:15:00.000', '09:18:59.000')]).parts).to.deep.equal([4]);
  });

  it('has 64 parts or more of any sessions with minutes enough, each with minutes of its own', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 375 }), { minLength: 1, maxLength: 31 });
    fc.assert(
      fc.property(lengths, (minutes) => {
        const sessions = minutes.map((own, i) => ({
          firstAt: at(i + 1, '09:15:00'),
          lastAt: (at(i + 1, '09:15:00') + own * MINUTE_MS - 1) as EpochMs,
        }));
        const whole = minutes.reduce((sum, own) => sum + own, 0);

        const { parts, cuts } = slicesOf(sessions);

        expect(cuts.length).to.be.within(Math.min(64, whole), 64 + minutes.length);
        expect(cuts).to.have.length(parts.reduce((sum, count) => sum + count, 0));
        expect(cuts.every((cut, i) => i === 0 || cut > (cuts[i - 1] ?? 0))).to.equal(true);
        expect(parts.every((count, i) => count >= 1 && count <= (minutes[i] ?? 0))).to.equal(true);
      }),
    );
  });

  it('is nothing of nothing', () => {
    expect(slicesOf([])).to.deep.equal({ sessions: [], parts: [], cuts: [] });
  });
});

describe('lastPeriods', () => {
  it('is where each session closes', () => {
    expect(
      lastPeriods(
        slicesOf([session(1, '09:15:00.000', '09:17:59.000'), session(2, '09:15:00.000', '09:15:30.000')]),
      ),
    ).to.deep.equal([2, 3]);
  });
});

describe('SliceSink', () => {
  const slices = slicesOf([
    session(1, '09:15:00.000', '09:17:30.000'),
    session(2, '09:15:00.000', '09:17:30.000'),
  ]);
  const row = (day: number, time: string, equity: number) => ({
    ...{ at: at(day, time), equity: rupees(equity), cash: rupees(equity) },
    ...{ drawdown: NO_MONEY, byStrategy: [] },
    stretch: { low: rupees(equity), high: rupees(equity), deepest: 0 },
  });

  it('keeps the equity after all that came before each cut', () => {
    const sink = new SliceSink(slices, rupees(100));

    sink.equity(row(1, '09:15:00.000', 100));
    sink.equity(row(1, '09:15:59.999', 110));
    sink.equity(row(1, '09:17:00.000', 120)); // at the second cut: behind it
    sink.equity(row(2, '09:16:30.000', 90));

    expect(slices.cuts.map(text)).to.deep.equal([
      ...['01-01T09:16', '01-01T09:17', '01-02T00:00'],
      ...['01-02T09:16', '01-02T09:17', '01-03T00:00'],
    ]);
    expect(sink.result().equity).to.deep.equal([110, 110, 120, 120, 90, 90].map(rupees));
  });

  it('sums the trades of the session in which they closed', () => {
    const sink = new SliceSink(slices, rupees(100));
    const trade = (day: number, netPnl: number) =>
      sink.trade({ closedAt: at(day, '09:16:00'), netPnl: rupees(netPnl) } as Trade);

    trade(1, 5);
    trade(1, -2);
    trade(1, 0);
    trade(2, -7);

    expect(sink.result().trades).to.deep.equal([
      [3, 1, 5, -2],
      [1, 0, 0, -7],
    ]);
  });
});
