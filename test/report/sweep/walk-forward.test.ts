import { expect } from 'chai';
import fc from 'fast-check';
import { NO_HURDLES } from '../../../src/domain/hurdles.js';
import { type Money, rupees } from '../../../src/domain/money.js';
import { dailyReturns } from '../../../src/report/daily-returns.js';
import type { SessionDay } from '../../../src/domain/session.js';
import { returnFigures } from '../../../src/report/return-figures.js';
import { sessionFigures, type SessionRun, sessionsOf } from '../../../src/report/sweep/session-figures.js';
import { sharpe } from '../../../src/report/sharpe.js';
import { leftOver, walkForward, windowsOf } from '../../../src/report/sweep/walk-forward.js';

/** A run of 100 rupees that gains so much in each session, a trade each. */
const run = (...gains: readonly number[]): SessionRun => {
  let equity = 100;
  return {
    start: rupees(100),
    closes: gains.map((gain) => rupees((equity += gain))),
    trades: gains.map((gain) => [1, gain > 0 ? 1 : 0, Math.max(gain, 0), Math.min(gain, 0)]),
  };
};

describe('windowsOf', () => {
  it('holds each choice until the next, of whole windows alone', () => {
    expect(windowsOf(10, 4, 2)).to.deep.equal([
      { from: 0, chosenAt: 4, to: 6 },
      { from: 2, chosenAt: 6, to: 8 },
      { from: 4, chosenAt: 8, to: 10 },
    ]);
    expect(windowsOf(9, 4, 2)).to.have.length(2);
    expect(leftOver(9, windowsOf(9, 4, 2))).to.equal(1);
    expect(leftOver(10, windowsOf(10, 4, 2))).to.equal(0);
    expect(windowsOf(5, 4, 2)).to.deep.equal([]);
  });
});

describe('sessionFigures', () => {
  it('has what the sessions came to, from the equity before them', () => {
    const figures = sessionFigures(sessionsOf(run(10, 20, -13, 3, 50), 1, 4), NO_HURDLES);

    // 110 → 130 → 117 → 120
    expect(figures).to.deep.equal({
      netPnl: 10,
      return: 10 / 110,
      sharpe: sharpe(dailyReturns(110, [130, 117, 120])),
      sortino: figures.sortino,
      maxDrawdown: 1 - 117 / 130,
      trades: 3,
      winRate: 2 / 3,
      profitFactor: 23 / 13,
      expectancy: 10 / 3,
    });
  });

  it('holds the Sharpe and Sortino ratios against the hurdles, as a performance does', () => {
    const whole = run(1, 2, -1, 3, 0);
    const days = whole.closes.map((_, i) => (i + 1) as SessionDay);
    const hurdles = { riskFree: 0.065, least: 0.1, sessionsPerYear: 246 };

    const told = sessionFigures(whole, hurdles);

    const { sharpe: excess, sortino } = returnFigures(days, whole.start, whole.closes, hurdles);
    expect({ sharpe: told.sharpe, sortino: told.sortino }).to.deep.equal({ sharpe: excess, sortino });
    expect(told.sharpe).to.be.below(sessionFigures(whole, NO_HURDLES).sharpe ?? 0);
  });

  it('has no ratio of what began with nothing or less: a loss on debt is no gain', () => {
    for (const start of [0, -100]) {
      const figures = sessionFigures({ ...run(-50, -20), start: rupees(start) }, NO_HURDLES);

      expect(figures).to.include({ return: null, sharpe: null, sortino: null, maxDrawdown: null });
    }
  });

  it('adds up: the profits of parts are that of the whole', () => {
    const gains = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 15 });
    fc.assert(
      fc.property(gains, fc.nat(15), (of, cut) => {
        const whole = run(...of);
        const parts = [sessionsOf(whole, 0, cut), sessionsOf(whole, cut, of.length)].map((part) =>
          sessionFigures(part, NO_HURDLES),
        );

        expect((parts[0]?.netPnl ?? 0) + (parts[1]?.netPnl ?? 0)).to.be.closeTo(
          sessionFigures(whole, NO_HURDLES).netPnl ?? 0,
          1e-9,
        );
        expect((parts[0]?.trades ?? 0) + (parts[1]?.trades ?? 0)).to.equal(of.length);
      }),
    );
  });
});

describe('walkForward', () => {
  const byProfit = {
    hurdles: NO_HURDLES,
    choice: ({ netPnl }: { readonly netPnl: number | null }) => netPnl,
    told: ({ netPnl }: { readonly netPnl: number | null }) => netPnl,
  };
  const first = run(3, 1, -4, -4, 1, 1);
  const second = run(1, 1, 2, 2, 9, -9);

  it('chooses in sample, and holds the choice out of it', () => {
    const result = walkForward([first, second], windowsOf(6, 2, 2), byProfit);

    expect(result.windows).to.deep.equal([
      { from: 0, chosenAt: 2, to: 4, chosen: 0, inSample: 4, outOfSample: -8, netPnl: -8 },
      { from: 2, chosenAt: 4, to: 6, chosen: 1, inSample: 4, outOfSample: 0, netPnl: 0 },
    ]);
    expect(result).to.include({ netPnl: -8, gaining: 0, inSample: 4, outOfSample: -4 });
    expect(result.rows).to.deep.equal([
      { inSample: (4 - 8) / 2, outOfSample: (-8 + 2) / 2 },
      { inSample: (2 + 4) / 2, outOfSample: (4 + 0) / 2 },
    ]);
  });

  it('never looks ahead: what comes out of sample does not change a choice', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2, maxLength: 2 }), (later) => {
        const changed = {
          ...first,
          closes: [...first.closes.slice(0, 2), ...later.map((l) => l as Money), ...first.closes.slice(4)],
        };

        expect(walkForward([changed, second], windowsOf(4, 2, 2), byProfit).windows[0]?.chosen).to.equal(0);
      }),
    );
  });

  it('chooses no row that failed, and none that may not be chosen on', () => {
    const never = { ...byProfit, choice: () => null };

    expect(
      walkForward([null, second], windowsOf(6, 2, 2), byProfit).windows.map(({ chosen }) => chosen),
    ).to.deep.equal([1, 1]);
    expect(walkForward([first, second], windowsOf(6, 2, 2), never).windows).to.deep.include({
      ...{ from: 0, chosenAt: 2, to: 4, chosen: null, inSample: null, outOfSample: null, netPnl: 0 },
    });
  });
});
