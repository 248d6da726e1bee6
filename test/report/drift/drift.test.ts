import { expect } from 'chai';
import fc from 'fast-check';
import { inRupees, minus, type Money, NO_MONEY, plus } from '../../../src/domain/money.js';
import { epochMs, SECOND_MS } from '../../../src/domain/time.js';
import type { Entry } from '../../../src/domain/entry.js';
import { ComparedTrades } from '../../../src/report/drift/compared-trades.js';
import { DRIFT_COLUMNS, driftCells } from '../../../src/report/drift/drift-csv.js';
import { type ComparedRun, driftOf, driftRows } from '../../../src/report/drift/drift.js';
import { ACC, Belt, frame, INFY, ist } from '../belt.js';
import { report } from '../rows.js';

const OPEN = ist('2025-12-29 09:15:00');
const at = (second: number) => epochMs(OPEN + second * SECOND_MS);

const runOf = (entries: readonly Entry[]): ComparedRun => {
  const trades = new ComparedTrades(frame.instruments);
  for (const entry of entries) trades.take(entry);
  const { result } = report(entries);
  return {
    digest: result.digest,
    trades: trades.result(),
    netPnl: result.performance.netPnl,
    dailyReturns: result.dailyReturns,
  };
};

/** A trade of `alpha` in ACC: what it bought and sold of how much, when, at what price of the market and its own. */
interface Story {
  readonly quantity?: number;
  readonly buy: readonly [second: number, market: number, price: number];
  readonly sell: readonly [second: number, market: number, price: number];
  readonly charges?: number;
}

const told = (stories: readonly Story[]): ComparedRun => {
  const belt = new Belt();
  for (const { quantity = 10, buy, sell, charges = 0 } of stories) {
    belt.trade('alpha', belt.tick(at(buy[0]), ACC, buy[1]), 'BUY', quantity, buy[2], charges);
    belt.trade('alpha', belt.tick(at(sell[0]), ACC, sell[1]), 'SELL', quantity, sell[2], charges);
  }
  return runOf(belt.entries);
};

const drift = (paper: ComparedRun, backtest: ComparedRun) =>
  driftOf(paper, backtest, driftRows(paper, backtest, frame.instruments));

describe('drift', () => {
  const BACKTEST: Story = { buy: [0, 100, 100], sell: [600, 110, 110] };

  for (const [what, paper, parts] of [
    ['nothing', BACKTEST, {}],
    // bought 0.5 and sold 0.25 worse than the market: 10 · 0.75
    ['price', { buy: [0, 100, 100.5], sell: [600, 110, 109.75] }, { price: -7.5 }],
    // bought a second later, when the market was 1 higher: 10 · 1
    ['timing', { buy: [1, 101, 101], sell: [600, 110, 110] }, { timing: -10 }],
    // 4 of 10 units: 6 less at 10 each
    ['quantity', { ...BACKTEST, quantity: 4 }, { quantity: -60 }],
    ['charges', { ...BACKTEST, charges: 3 }, { charges: -6 }],
    // 4 units: -60; a second late: 4 · -1; 0.5 worse: 4 · -0.5; 2 · 3 of charges
    [
      'all of them',
      { quantity: 4, buy: [1, 101, 101.5], sell: [600, 110, 110], charges: 3 },
      { quantity: -60, timing: -4, price: -2, charges: -6 },
    ],
  ] as const)
    it(`tells what of a matched trade is ${what}`, () => {
      const { difference, signals } = drift(told([paper]), told([BACKTEST]));
      const total = Object.values(parts).reduce((sum, part) => sum + part, 0);

      expect(signals.matched).to.equal(1);
      expect(difference).to.deep.equal({
        ...{ total, missed: 0, extra: 0, quantity: 0, timing: 0, price: 0, charges: 0 },
        ...parts,
      });
    });

  it('counts a missed trade as what it made, an extra one as what it lost', () => {
    const extra: Story = { buy: [1_200, 100, 100], sell: [1_800, 95, 95], charges: 1 };
    const { difference, netPnl } = drift(told([extra]), told([BACKTEST]));

    expect(netPnl).to.deep.equal({ paper: -52, backtest: 100 });
    expect(difference).to.include({ total: -152, missed: -100, extra: -52 });
  });

  it('of a run with itself is nothing, and its signals are the same', () => {
    const one = told([BACKTEST]);
    const { isSameDigest, signals, difference, slippage } = drift(one, one);

    expect({ isSameDigest, jaccard: signals.jaccard, total: difference.total }).to.deep.equal({
      isSameDigest: true,
      jaccard: 1,
      total: 0,
    });
    expect(slippage.rupees).to.deep.include({ count: 2, mean: 0, deviation: 0 });
  });

  it('prints a row for each trade, with both sides of it', () => {
    const [paper, backtest] = [told([{ buy: [0, 100, 100.5], sell: [600, 110, 110] }]), told([BACKTEST])];
    const [row] = driftRows(paper, backtest, frame.instruments).map(driftCells);
    const cells = Object.fromEntries(DRIFT_COLUMNS.map((column, i) => [column, row?.[i]]));

    expect(row).to.have.length(DRIFT_COLUMNS.length);
    expect(cells).to.include({
      kind: 'matched',
      instrument: 'NSE:ACC-EQ',
      'paper:entryPrice': 100.5,
      'paper:entryMarket': 100,
      'backtest:openedAt': '2025-12-29T09:15:00.000+05:30',
      'backtest:netPnl': 100,
      entrySlippage: 0.5,
      entryTiming: 0,
      exitSlippage: 0,
      exitTiming: 0,
      difference: -5,
      price: -5,
    });
  });

  it('keeps what a later exit lost by the market, and trades of one side only, out of the slippage', () => {
    const sold: Story = { buy: [0, 100, 100.5], sell: [900, 105, 104.75] }; // later, and by then 5 lower
    const extra: Story = { buy: [1_200, 100, 130], sell: [1_800, 95, 60] };
    const { slippage, timing } = drift(told([sold, extra]), told([BACKTEST]));

    expect(slippage.rupees).to.include({ count: 2, mean: (0.5 + 0.25) / 2 });
    expect(timing.rupees).to.include({ count: 2, mean: 5 / 2 });
  });

  const happening = fc.record({
    strategy: fc.constantFrom('alpha', 'beta'),
    token: fc.constantFrom(ACC, INFY),
    side: fc.constantFrom('BUY' as const, 'SELL' as const),
    quantity: fc.integer({ min: 1, max: 300 }),
    market: fc.integer({ min: 1, max: 100_000 }).map((ticks) => Number((ticks * 0.05).toFixed(2))),
    off: fc.integer({ min: -20, max: 20 }),
    charges: fc.integer({ min: 0, max: 5_000 }).map((paise) => paise / 100),
    seconds: fc.integer({ min: 0, max: 200 }),
  });
  const anyRun = fc.array(happening, { maxLength: 40 }).map((happenings) => {
    const belt = new Belt();
    let second = 0;
    for (const { strategy, token, side, quantity, market, off, charges, seconds } of happenings) {
      second += seconds;
      const price = Math.max(0.05, Number((market + off * 0.05).toFixed(2)));
      belt.trade(strategy, belt.tick(at(second), token, market), side, quantity, price, charges);
    }
    return runOf(belt.entries);
  });

  it('of any two runs: their trades are their profit, and the parts sum to the difference, to the last bit', () => {
    fc.assert(
      fc.property(anyRun, anyRun, (paper, backtest) => {
        const net = ({ trades }: ComparedRun): Money =>
          trades.reduce((sum, trade) => plus(sum, trade.net), NO_MONEY);
        const rows = driftRows(paper, backtest, frame.instruments);
        const totals = rows.map(({ parts: { total, ...parts } }) => {
          expect(Object.values(parts).reduce<Money>(plus, NO_MONEY)).to.equal(total);
          return total;
        });

        expect(inRupees(net(paper))).to.equal(paper.netPnl);
        expect(totals.reduce<Money>(plus, NO_MONEY)).to.equal(minus(net(paper), net(backtest)));
        for (const { pair, entry, exit, parts } of rows) {
          if (pair.kind !== 'matched' || exit === undefined || pair.paper.quantity !== pair.backtest.quantity)
            continue;
          const lost = (by: 'slippage' | 'timing'): number =>
            -((entry?.[by].rupees ?? 0) + exit[by].rupees) * pair.paper.quantity;
          expect(inRupees(parts.price)).to.be.closeTo(lost('slippage'), 0.01);
          expect(inRupees(parts.timing)).to.be.closeTo(lost('timing'), 0.01);
        }
        const { signals } = driftOf(paper, backtest, rows);
        expect(signals.matched + signals.missed).to.equal(backtest.trades.length);
        expect(signals.matched + signals.extra).to.equal(paper.trades.length);
      }),
      { numRuns: 300 },
    );
  });
});
