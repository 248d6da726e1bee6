import { expect } from 'chai';
import { dailyDrift } from '../../../src/report/drift/daily-drift.js';
import { matchTrades } from '../../../src/report/drift/match-trades.js';
import { signalIdentity } from '../../../src/report/drift/signal-identity.js';
import { executionDrift, spreadOf } from '../../../src/report/drift/slippage.js';
import { studentT } from '../../../src/report/student-t.js';
import { ACC } from '../../support/instrument.js';

const MINUTE = 60_000;

/** Each of `actual` is within `delta` of its counterpart. */
const near = (actual: readonly (number | null)[], expected: readonly number[], delta: number): void => {
  expect(actual).to.have.length(expected.length);
  actual.forEach((value, i) => expect(value).to.be.closeTo(expected[i] ?? NaN, delta));
};

/** A trade of the fixture: entered in its own minute. */
const trade = (minute: number, side: 'LONG' | 'SHORT', price: number) =>
  ({ strategy: 'alpha', token: ACC, side, openedAt: minute * MINUTE, price }) as const;

const BACKTEST = [
  trade(1, 'LONG', 100),
  trade(2, 'SHORT', 101.5),
  trade(3, 'LONG', 99.8),
  trade(4, 'SHORT', 100.4),
];
const PAPER = [
  trade(1, 'LONG', 100.05),
  trade(2, 'SHORT', 101.45),
  trade(4, 'SHORT', 100.4),
  trade(5, 'LONG', 98),
];

describe('trades of a session beside those of its backtest', () => {
  const pairs = matchTrades(PAPER, BACKTEST);

  it('are matched by strategy, instrument, side and minute of entry, in the order of time', () => {
    expect(pairs.map(({ kind }) => kind)).to.deep.equal(['matched', 'matched', 'missed', 'matched', 'extra']);
  });

  it('are the same signals so far', () => {
    expect(signalIdentity(pairs)).to.deep.equal({
      matched: 3,
      missed: 1,
      extra: 1,
      jaccard: 0.6,
      recall: 0.75,
      precision: 0.75,
    });
    expect(signalIdentity([])).to.include({ jaccard: null, recall: null, precision: null });
  });

  it('have slippage that is positive where the session was worse', () => {
    const slips = pairs.flatMap((pair) =>
      pair.kind === 'matched'
        ? [
            executionDrift(
              pair.paper.side === 'LONG' ? 'BUY' : 'SELL',
              { price: pair.paper.price, market: 100 },
              { price: pair.backtest.price, market: 100 },
              0.05,
            ).slippage,
          ]
        : [],
    );

    near(
      slips.map(({ rupees }) => rupees),
      [0.05, 0.05, 0],
      1e-12,
    );
    near(
      slips.map(({ ticks }) => ticks),
      [1, 1, 0],
      1e-10,
    );
    near(
      slips.map(({ bps }) => bps),
      [5, 4.9261, 0],
      5e-5,
    );
    near([spreadOf(slips.map(({ rupees }) => rupees)).mean], [0.033333], 5e-7);
    const leg = { price: 1, market: 1 };
    expect(executionDrift('BUY', leg, leg, undefined).slippage.ticks).to.equal(null);
  });

  it('lose by their price what they were off the market of their moment, by their moment what that had moved', () => {
    // bought 0.5 above the market and not 0.25, when that was 2 higher
    const bought = executionDrift('BUY', { price: 102.5, market: 102 }, { price: 100.25, market: 100 }, 0.05);
    // sold 0.5 below the market and not 0.25, when that was 2 higher: that was a gain
    const sold = executionDrift('SELL', { price: 101.5, market: 102 }, { price: 99.75, market: 100 }, 0.05);

    for (const [{ slippage, timing }, moved] of [
      [bought, 2],
      [sold, -2],
    ] as const) {
      expect([slippage.rupees, timing.rupees]).to.deep.equal([0.25, moved]);
      near([slippage.ticks, timing.ticks], [5, moved * 20], 1e-9);
    }
    near([bought.timing.bps], [(2 / 100.25) * 10_000], 1e-9);
  });

  it('are one where they lie within a second over the end of a minute, the nearest first, each once', () => {
    const entered = (openedAt: number) => ({ ...trade(0, 'LONG', 1), openedAt });
    const [late, near, far] = [entered(MINUTE + 500), entered(MINUTE + 30_000), entered(MINUTE - 600)];

    expect(matchTrades([late], [entered(MINUTE - 400)]).map(({ kind }) => kind)).to.deep.equal(['matched']);
    expect(matchTrades([late], [far]).map(({ kind }) => kind)).to.deep.equal(['missed', 'extra']);
    expect(matchTrades([late, near], [near])).to.deep.equal([
      { kind: 'extra', paper: late },
      { kind: 'matched', paper: near, backtest: near },
    ]);
    expect(matchTrades([near], [late, near])).to.deep.equal([
      { kind: 'missed', backtest: late },
      { kind: 'matched', paper: near, backtest: near },
    ]);
  });

  it('are none of another strategy, instrument or side', () => {
    const one = trade(1, 'LONG', 1);
    for (const other of [{ strategy: 'beta' }, { token: 'NSE|1' as typeof ACC }, { side: 'SHORT' as const }])
      expect(matchTrades([{ ...one, ...other }], [one]).map(({ kind }) => kind)).to.have.members([
        'missed',
        'extra',
      ]);
  });
});

describe('dailyDrift', () => {
  it('compares the returns of the same days', () => {
    const drift = dailyDrift(
      [0.0035, -0.0024, 0.0028, 0.0007, -0.0012],
      [0.004, -0.002, 0.003, 0.001, -0.001],
    );

    const { days, ...figures } = drift;
    expect(days).to.equal(5);
    near(
      Object.values(figures),
      [
        -0.00032, 0.00013038404810405296, 0.002069782597279241, 0.9884615384615384, 0.998732146219633,
        -5.487954724560282,
      ],
      1e-12,
    );
  });

  it('has nothing to say of one day, of none, and of returns that do not vary', () => {
    expect(dailyDrift([0.1], [0.2])).to.include({ days: 1, trackingError: null, beta: null, t: null });
    expect(dailyDrift([], [])).to.include({ days: 0, meanDifference: null });
    expect(dailyDrift([0.1, 0.1], [0.1, 0.1])).to.include({ beta: null, correlation: null, t: null });
  });
});

describe('studentT', () => {
  // Two-sided 95 % and 99 %, from printed tables.
  for (const [degrees, t95, t99] of [
    [1, 12.706, 63.657],
    [2, 4.303, 9.925],
    [3, 3.182, 5.841],
    [4, 2.776, 4.604],
    [5, 2.571, 4.032],
    [10, 2.228, 3.169],
    [29, 2.045, 2.756],
    [30, 2.042, 2.75],
    [120, 1.98, 2.617],
  ] as const)
    it(`of ${degrees} degrees of freedom is that of the tables`, () => {
      expect(studentT(0.95, degrees)).to.be.closeTo(t95, 5e-4);
      expect(studentT(0.99, degrees)).to.be.closeTo(t99, 5e-4);
    });
});

describe('spreadOf', () => {
  it('has an interval from two values on', () => {
    const { mean, deviation, interval } = spreadOf([1, 3]);

    expect([mean, deviation]).to.deep.equal([2, Math.SQRT2]);
    near(interval ?? [], [2 - 12.7062, 2 + 12.7062], 1e-4); // 12.7062 · √2 / √2
    expect(spreadOf([5])).to.deep.equal({ count: 1, mean: 5, deviation: null, interval: null });
    expect(spreadOf([])).to.deep.equal({ count: 0, mean: null, deviation: null, interval: null });
  });
});
