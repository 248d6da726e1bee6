import { expect } from 'chai';
import { sweepText } from '../../../src/adapter/console/sweep-text.js';
import type { SweepRow } from '../../../src/codec/sweep/row.js';
import { rupees } from '../../../src/domain/money.js';
import { epochMs } from '../../../src/domain/time.js';
import type { Slices } from '../../../src/report/sweep/slices.js';
import { summaryOf } from '../../../src/report/sweep/sweep-summary.js';
import { windowsOf } from '../../../src/report/sweep/walk-forward.js';

const CAPITAL = rupees(100_000);
const SESSIONS = 5;
const SLICES: Slices = {
  sessions: Array.from({ length: SESSIONS }, (_, i) => `2026-01-0${i + 5}`),
  parts: new Array<number>(SESSIONS).fill(1),
  cuts: Array.from({ length: SESSIONS }, (_, i) => epochMs(i)),
};

const row = (fast: number, netPnl: number, sharpe: number | null = null): SweepRow => ({
  settings: { 'trend.fast': fast },
  error: null,
  result: {
    digest: 'd',
    figures: { netPnl, sharpe, maxDrawdown: 0.015_75, trades: 12 },
    equity: Array.from({ length: SESSIONS }, (_, i) => CAPITAL + ((i + 1) * rupees(netPnl)) / SESSIONS),
    trades: new Array(SESSIONS).fill([1, 1, 1, 0]) as [number, number, number, number][],
  },
});

const linesOf = (rows: readonly SweepRow[], windows?: [number, number]): readonly string[] => {
  const options = {
    ranking: { figure: 'netPnl', isLeast: false, isWithin: () => true },
    slices: SLICES,
    capital: CAPITAL,
    windows: windows === undefined ? [] : windowsOf(SESSIONS, ...windows),
  };
  return sweepText(summaryOf(rows, rows, options), 'netPnl', SLICES).split('\n');
};

describe('sweepText', () => {
  it('has the best rows with decimal points below each other, and without figures that none has', () => {
    expect(linesOf([row(5, 10_500), row(10, 2_000.5), row(15, -7.25)]).slice(0, 5)).to.deep.equal([
      '3 combinations: 3 ranked by netPnl',
      'trend.fast     netPnl  maxDrawdown  trades  neighbours  their netPnl  stability',
      '         5  10,500.00       0.0158      12           1      2,000.50         0%',
      '        10   2,000.50       0.0158      12           2      5,246.38        50%',
      '        15      -7.25       0.0158      12           1      2,000.50          -',
    ]);
    expect(linesOf([row(5, 10, 1.5), row(10, 20)])[1]).to.contain('  sharpe  ');
  });

  it('tells in words what the columns of neighbours are', () => {
    expect(linesOf([row(5, 1)])[3]).to.equal(
      'neighbours: rows at most one step away in every setting; their netPnl: the median; ' +
        'stability: the share of them at least half as good, of a row above 0',
    );
  });

  it('tells why rows failed, five reasons at most', () => {
    const failed = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'g'].map((error) => ({
      settings: { 'trend.fast': 1, 'trend.mode': 'odd' },
      error,
      result: null,
    }));

    expect(linesOf([row(5, 1), ...failed]).slice(0, 7)).to.deep.equal([
      '9 combinations: 1 ranked by netPnl, 8 failed',
      '  2 failed, the first with trend.fast=1 trend.mode=odd: g',
      ...['a', 'b', 'c', 'd'].map((error) => `  1 failed with trend.fast=1 trend.mode=odd: ${error}`),
      '  and for 2 more reasons',
    ]);
  });

  it('tells what a walk forward came to, and of sessions behind its last window', () => {
    const text = linesOf([row(5, 1_000), row(10, 500)], [2, 2]).join('\n');

    expect(text).to.contain(
      'Walk forward: 1 window, 100% of them gained, net 400 rupees; ' +
        'mean netPnl of the rows chosen: 400 in sample, 400 out of sample\n' +
        '  the last session, 2026-01-09, makes no whole window and is in none',
    );
    expect(linesOf([row(5, 1_000)], [1, 3]).join('\n')).to.contain(
      '\n  the last session, 2026-01-09, makes no whole window',
    );
    expect(linesOf([row(5, 1_000)], [2, 3]).join('\n')).not.to.contain('whole window');
    expect(linesOf([row(5, 1_000)], [1, 1]).join('\n')).not.to.contain('whole window');
  });
});
