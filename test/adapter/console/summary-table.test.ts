import { expect } from 'chai';
import { summaryTable } from '../../../src/adapter/console/summary-table.js';
import type { Performance } from '../../../src/report/performance.js';
import type { Report } from '../../../src/report/report.js';
import { reportOf } from '../../../src/report/report-of.js';
import { facts } from '../../report/facts.js';
import { report } from '../../report/rows.js';

const quiet = reportOf(report([]).result, { ...facts, skipped: 0 });

const alpha: Performance = {
  ...quiet.performance,
  netPnl: 1_234_567.891,
  charges: 45_678.9,
  return: 0.12345,
  maxDrawdown: { value: -1000, ratio: -0.0456, durationMs: 5 },
  trades: 1234,
  winRate: 0.515,
  sharpe: 1.987,
};
const beta: Performance = { ...quiet.performance, netPnl: -0.001, return: -0.00000001 };

const busy: Report = {
  ...quiet,
  performance: { ...alpha, netPnl: 1_234_567.89 },
  strategies: { alpha, beta },
  data: {
    ...quiet.data,
    ticks: 20_000_000,
    from: '2025-12-29T09:15:00.000+05:30',
    to: '2025-12-29T15:29:59.000+05:30',
  },
  counts: { ...quiet.counts, orders: 2468, fills: 2470, refused: { maxPosition: 12, maxOrdersPerSecond: 1 } },
  failures: [
    {
      strategy: 'beta',
      token: 'NSE|22',
      instrument: 'NSE:ACC-EQ',
      at: '10:00',
      seq: 2,
      event: 'Tick',
      eventSeq: 1,
      message: 'no\nsuch field',
    },
  ],
};

describe('summaryTable', () => {
  it('tells who took the charges, and what contract notes come to', () => {
    const items = {
      brokerage: 40,
      exchange: 5.9,
      sebi: 0.0166,
      stt: 13.2113,
      stamp: 0.234,
      gst: 8.2651,
      total: 67.627,
    };
    const note = {
      ...items,
      date: '2026-04-15',
      segment: 'NFO_OPT',
      orders: 2,
      bought: 1,
      sold: 1,
      total: 67.42,
      estimated: 67.627,
    };

    expect(summaryTable({ ...quiet, charges: { items, notes: [note, note] } })).to.include(
      [
        'charges  brokerage 40.00, exchange 5.90, sebi 0.02',
        '         stt 13.21, stamp 0.23, gst 8.27',
        'noted    134.84 on 2 contract notes',
      ].join('\n'),
    );
    expect(summaryTable(quiet)).to.not.match(/charges {2}|noted/);
  });

  it('tells of rows that were skipped, ignored, flagged or dropped, and only of those there are', () => {
    const odd: Report = {
      ...quiet,
      data: {
        ...quiet.data,
        skipped: 2,
        flags: { ...quiet.data.flags, OutOfOrder: 3 },
        dropped: 1_234,
      },
      counts: { ...quiet.counts, noSnapshot: 1 },
    };
    const told = summaryTable(odd);

    expect(told)
      .to.contain('skipped  2 rows')
      .and.to.contain('ignored  1 updates')
      .and.to.contain('flagged  3 OutOfOrder')
      .and.to.contain('dropped  1,234 ticks');
    expect(told).not.to.contain('Duplicate');
    expect(summaryTable(quiet)).not.to.match(/skipped|ignored|flagged|dropped/);
  });

  it('is a row for each strategy and one for all, then what happened', () => {
    expect(summaryTable(busy)).to.equal(
      [
        'Strategy     Net P&L ₹  Charges ₹  Return  Drawdown  Trades   Wins  Sharpe',
        'alpha     12,34,567.89  45,678.90  12.35%    -4.56%   1,234  51.5%    1.99',
        'beta              0.00       0.00   0.00%     0.00%       0      -       -',
        'all       12,34,567.89  45,678.90  12.35%    -4.56%   1,234  51.5%    1.99',
        '',
        'days     Sharpe 1.99, Sortino -, Calmar -',
        'ticks    2,00,00,000',
        'from     2025-12-29T09:15:00.000+05:30',
        'to       2025-12-29T15:29:59.000+05:30',
        'orders   2,468, fills 2,470',
        'risk     maxPosition(150)',
        'refused  12 by maxPosition',
        'refused  1 by maxOrdersPerSecond',
        'failed   beta on NSE:ACC-EQ, Tick 1 at 10:00',
        '         no such field',
        'digest   e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      ].join('\n'),
    );
  });

  it('tells what a trade and a day came to, and within which bounds', () => {
    const { performance, confidence } = quiet;
    const told: Report = {
      ...quiet,
      performance: {
        ...performance,
        expectancy: 275,
        profitFactor: 2.375,
        sharpe: 4.7556,
        sortino: 9.798,
        peakMargin: 3_50_000,
        returnOnPeakMargin: -0.0123,
      },
      confidence: {
        ...confidence,
        all: { ...confidence.all, expectancy: [-1234.5, 1_50_000], sharpe: [0.5, 9] },
      },
    };

    expect(summaryTable(told))
      .to.contain('\ntrade    mean 275.00 (95 %: -1,234.50 to 1,50,000.00), profit factor 2.38\n')
      .and.to.contain('\ndays     Sharpe 4.76 (95 %: 0.50 to 9.00), Sortino 9.80, Calmar -\n')
      .and.to.contain('\nmargin   3,50,000.00 at its peak, return on it -1.23%\n');
    expect(
      summaryTable(told)
        .split('\n')
        .filter((line) => line.length > 80),
    ).to.deep.equal([]);
    expect(
      summaryTable({ ...told, performance: { ...told.performance, profitFactor: null, allWins: true } }),
    ).to.match(/^trade .*, all won$/m);
  });

  it('tells of halts, of positions that could not be closed and of every rule', () => {
    const halted: Report = {
      ...busy,
      config: { ...busy.config, risk: ['maxPosition(150)', 'r'.repeat(40), 's'.repeat(20), 'noShorting()'] },
      halts: [
        {
          at: '2025-12-29T10:11:12.000+05:30',
          seq: 7,
          rule: 'maxDailyLoss',
          strategy: null,
          token: null,
          instrument: null,
          limit: 25_000,
          actual: 25_100,
          unit: 'rupees',
          until: 'nextSession',
          message: 'lost 25100 today, limit 25000',
        },
      ],
      notClosed: [
        {
          at: '2025-12-29T10:11:12.000+05:30',
          seq: 8,
          strategy: 'alpha',
          token: 'NSE|22',
          instrument: 'NSE:ACC-EQ',
          quantity: -10,
          tries: 5,
          reason: 'no margin',
        },
      ],
    };

    expect(summaryTable(halted))
      .to.contain('halted   10:11:12 all by maxDailyLoss: lost 25100 today, limit 25000\n')
      .and.to.contain('open     -10 of NSE:ACC-EQ by alpha: not closed in 5 tries\n')
      .and.to.contain(
        `risk     maxPosition(150), ${'r'.repeat(40)}\n         ${'s'.repeat(20)}, noShorting()\n`,
      );
  });

  it('fits 80 columns, whatever the names and the money', () => {
    const rich: Performance = { ...alpha, netPnl: -9_876_543_210.12, charges: 123_456_789.01 };
    const wide: Report = {
      ...busy,
      performance: rich,
      strategies: { 'a strategy with a name that goes on and on and on and on and on': rich, b: beta },
      counts: { ...busy.counts, refused: { ['rule'.repeat(30)]: 1 } },
    };

    const lines = summaryTable(wide).split('\n');

    expect(lines.filter((line) => line.length > 80)).to.deep.equal([]);
    expect(lines[1]).to.match(/^a strat.*… +-9,87,65,43,210 +12,34,56,789 /); // no paise, no figure cut
  });

  it('shows a run in which nothing happened', () => {
    expect(summaryTable(quiet).split('\n').slice(4)).to.deep.equal([
      '',
      'ticks    0',
      'from     -',
      'to       -',
      'orders   0, fills 0',
      'risk     maxPosition(150)',
      'digest   e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', // of nothing
    ]);
  });
});
