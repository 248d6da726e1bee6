import { expect } from 'chai';
import fc from 'fast-check';
import { AccountFold } from '../../src/domain/account-fold.js';
import { limit, market, type Side } from '../../src/domain/intent.js';
import { inRupees, minus, type Money, NO_MONEY, plus, rupees } from '../../src/domain/money.js';
import { withState } from '../../src/domain/order.js';
import { istTextOf } from '../../src/domain/session.js';
import { DAY_MS, type EpochMs, epochMs, MINUTE_MS } from '../../src/domain/time.js';
import type { Token } from '../../src/domain/token.js';
import { MessageFlag } from '../../src/domain/touchline.js';
import { FlagCounter } from '../../src/report/flag-counts.js';
import { type Hurdles, NO_HURDLES } from '../../src/domain/hurdles.js';
import type { InstrumentPerformance, Performance } from '../../src/report/performance.js';
import { ReportFold } from '../../src/report/report-fold.js';
import { noRows } from '../../src/report/report-sink.js';
import { sharpe } from '../../src/report/sharpe.js';
import { sortino } from '../../src/report/sortino.js';
import { ACC, Belt, frame, INFY, ist } from './belt.js';
import { near } from './near.js';
import { type Figures, figuresOf, type Happening } from './oracle.js';
import { report } from './rows.js';

const OPEN = ist('2025-12-29 09:15:00');
const after = (ms: number): EpochMs => epochMs(OPEN + ms);
const { Duplicate, VolumeReset, Crossed } = MessageFlag;

describe('ReportFold', () => {
  it('tells what a day of two strategies came to', () => {
    const belt = new Belt();
    belt.trade('alpha', belt.tick(OPEN, ACC, 100), 'BUY', 100, 100, 10);
    belt.trade('alpha', belt.tick(after(10 * MINUTE_MS), ACC, 110), 'SELL', 100, 110, 20);
    belt.trade('beta', belt.tick(after(20 * MINUTE_MS), ACC, 110), 'SELL', 50, 110, 5);
    belt.tick(after(40 * MINUTE_MS), ACC, 112);

    const { result } = report(belt.entries);

    expect(result.performance).to.deep.include({
      netPnl: 865, // 100 * 10 - 30 of alpha, 50 * -2 - 5 of beta
      grossPnl: 900,
      charges: 35,
      return: 0.00865, // 865 / 100,000
      // peak 1,00,990 before alpha paid to sell; at the end 1,00,865
      maxDrawdown: { value: -125, ratio: 100_865 / 100_990 - 1, durationMs: 30 * MINUTE_MS },
      trades: 1,
      winRate: 1,
      profitFactor: null,
      expectancy: 970,
      sharpe: null,
      sortino: null,
      exposure: 0.75, // 10 and 20 of 40 minutes
      // traded 10,000 + 11,000 + 5,500; the book was 10,000 for 10 and 5,500 for 20 of 40 minutes
      turnover: 26_500 / ((10_000 * 10 + 5_500 * 20) / 40),
    });
    expect(
      [...result.byStrategy].map(([name, of]) => [name, of.netPnl, of.return, of.maxDrawdown]),
    ).to.deep.equal([
      // peak 60,990 before it paid to sell
      ['alpha', 970, 970 / 60_000, { value: -20, ratio: 60_970 / 60_990 - 1, durationMs: 30 * MINUTE_MS }],
      ['beta', -105, -105 / 40_000, { value: -105, ratio: 39_895 / 40_000 - 1, durationMs: 40 * MINUTE_MS }],
    ]);
    expect(result.openPositions).to.deep.equal([
      {
        strategy: 'beta',
        token: ACC,
        instrument: 'NSE:ACC-EQ',
        quantity: -50,
        averagePrice: 110,
        last: 112,
        value: rupees(-5600),
        unrealised: rupees(-100),
        realised: 0,
        charges: rupees(5),
      },
    ]);
  });

  it('is all zero and null for an empty tape', () => {
    const { result, rows } = report([]);

    expect(Object.entries(result.performance).filter(([, figure]) => figure !== null)).to.deep.equal([
      ['netPnl', 0],
      ['grossPnl', 0],
      ['charges', 0],
      ['return', 0],
      ['maxDrawdown', { value: 0, ratio: 0, durationMs: 0 }],
      ['trades', 0],
      ['allWins', false],
      ['fewTrades', true],
      ['riskOfRuin', { equalBets: null, diffusion: null }],
      ['fifo', { trips: 0, ...NO_TRIPS }],
      ['valueAtRisk', { historical: null, parametric: null, conditional: null }],
      ['ruined', false],
      ['drawdowns', []],
      ['daily', []],
      ['monthly', []],
    ]);
    expect(result.ticks.from).to.equal(undefined);
    expect(rows.equities).to.deep.equal([]);
  });

  it('takes daily returns by IST date, the last close of each session', () => {
    const belt = new Belt();
    belt.trade('alpha', belt.tick(OPEN, ACC, 100), 'BUY', 100, 100);
    belt.tick(after(MINUTE_MS), ACC, 150);
    // 23:20 in India is 17:50 UTC of the same date; 03:40 UTC comes before the session of the next
    belt.tick(ist('2025-12-29 23:20:00'), ACC, 110); // close: + 1,000
    belt.tick(ist('2025-12-30 00:10:00'), ACC, 90);
    belt.tick(ist('2025-12-30 15:30:00'), ACC, 105); // close: + 500

    const { result } = report(belt.entries);

    for (const [performance, capital] of [
      [result.performance, 100_000],
      [result.byStrategy.get('alpha'), 60_000],
    ] as const) {
      const [a, b] = [1_000 / capital, (capital + 500) / (capital + 1_000) - 1];
      const mean = (a + b) / 2;
      const deviation = Math.sqrt((a - mean) ** 2 + (b - mean) ** 2); // over n - 1 = 1
      near(performance?.sharpe ?? null, (mean / deviation) * Math.sqrt(252));
      near(performance?.sortino ?? null, (mean / Math.sqrt(b ** 2 / 2)) * Math.sqrt(252));
    }
    expect(result.byStrategy.get('beta')?.sharpe).to.equal(null);
  });

  it('holds returns against the hurdles of the run', () => {
    const belt = new Belt();
    belt.trade('alpha', belt.tick(OPEN, ACC, 100), 'BUY', 100, 100);
    for (const [day, price] of [110, 90, 105, 101].entries())
      belt.tick(epochMs(OPEN + (day + 1) * DAY_MS), ACC, price);
    const held = (hurdles: Hurdles): Performance => {
      const fold = new ReportFold({ ...frame, hurdles }, noRows);
      for (const entry of belt.entries) fold.take(entry);
      return fold.result().performance;
    };
    const returns = held(NO_HURDLES).daily.map((day) => day.return ?? NaN);

    const { sharpe: above, sortino: over } = held({ ...NO_HURDLES, riskFree: 0.065, least: 0.02 });

    expect(above).to.equal(sharpe(returns, 0.065));
    expect(over).to.equal(sortino(returns, 0.02));
    expect(held(NO_HURDLES).sharpe).to.not.equal(above);
  });

  it('makes a year of as many sessions as the run says', () => {
    const belt = new Belt();
    belt.trade('alpha', belt.tick(OPEN, ACC, 100), 'BUY', 100, 100);
    for (const [day, price] of [110, 90, 105, 101, 103, 104, 99].entries())
      belt.tick(epochMs(OPEN + (day + 1) * DAY_MS), ACC, price);
    const told = (sessionsPerYear: number): Performance => {
      const fold = new ReportFold({ ...frame, hurdles: { ...NO_HURDLES, sessionsPerYear } }, noRows);
      for (const entry of belt.entries) fold.take(entry);
      return fold.result().performance;
    };

    const [usual, counted] = [told(252), told(246)];

    for (const figure of ['sharpe', 'sortino', 'volatility'] as const)
      near((counted[figure] ?? NaN) / (usual[figure] ?? NaN), Math.sqrt(246 / 252));
    near(
      Math.log(1 + (counted.cagrBySessions ?? NaN)) / Math.log(1 + (usual.cagrBySessions ?? NaN)),
      246 / 252,
    );
    expect(counted.cagr).to.equal(usual.cagr); // goes by the calendar
    const above = sharpe([0.01, -0.02, 0.03], 0.065, 246);
    const excess = [0.01, -0.02, 0.03].map((r) => r - (1.065 ** (1 / 246) - 1));
    near(above, (sharpe(excess) ?? NaN) * Math.sqrt(246 / 252));
  });

  it('leaves the night out of exposure', () => {
    const belt = new Belt();
    belt.tick(OPEN, ACC, 100);
    belt.trade('alpha', belt.tick(after(30 * MINUTE_MS), ACC, 100), 'BUY', 10, 100);
    belt.tick(after(60 * MINUTE_MS), ACC, 100);
    belt.trade('alpha', belt.tick(epochMs(OPEN + DAY_MS), ACC, 100), 'SELL', 10, 100);
    belt.tick(epochMs(OPEN + DAY_MS + 60 * MINUTE_MS), ACC, 100);

    expect(report(belt.entries).result.performance.exposure).to.equal(0.25); // 30 of 60 + 60 minutes
  });

  it('counts what was decided, refused and odd', () => {
    const belt = new Belt();
    const tick = belt.tick(OPEN, ACC, 100, Duplicate | VolumeReset);
    belt.tick(OPEN, ACC, 100, Duplicate);
    belt.trade('alpha', tick, 'BUY', 1, 100);
    const refusal = { rule: 'maxPosition', limit: 5, actual: 9, unit: 'units', message: 'too many' } as const;
    belt.refused('alpha', tick, market('BUY', 9), refusal);
    belt.refused('beta', tick, market('BUY', 9), refusal);
    const { at, token } = tick;
    belt.push({ kind: 'FeedEvent', seq: belt.next(), at, token, event: 'NoSnapshot', flags: 0, detail: '' });
    belt.push({
      kind: 'FeedEvent',
      seq: belt.next(),
      at,
      token,
      event: 'Dropped',
      flags: Crossed,
      detail: '',
    });
    belt.push({
      kind: 'FeedEvent',
      seq: belt.next(),
      at,
      token: undefined,
      event: 'Malformed',
      flags: 0,
      detail: '?',
    });
    belt.push({ kind: 'WrongToken', seq: belt.next(), at, cause: 1, token, strategy: 'beta', of: INFY });
    const failed = {
      kind: 'StrategyFailed',
      seq: belt.next(),
      at,
      cause: 1,
      token,
      strategy: 'beta',
    } as const;
    belt.push({ ...failed, event: tick, message: 'no such field', stack: undefined });

    const { counts, failures, ticks } = report(belt.entries).result;

    expect(counts).to.deep.equal({
      decisions: 3,
      approved: 1,
      refused: { maxPosition: 2 },
      orders: 1,
      modifies: 0,
      cancels: 0,
      fills: 1,
      unexpected: 0,
      malformed: 1,
      noSnapshot: 1,
      dropped: 1,
      wrongToken: 1,
      failedStrategies: 1,
    });
    expect(failures).to.deep.equal([
      {
        strategy: 'beta',
        token: ACC,
        instrument: 'NSE:ACC-EQ',
        at,
        seq: failed.seq,
        event: 'Tick',
        eventSeq: tick.seq,
        message: 'no such field',
      },
    ]);
    expect(ticks).to.deep.equal({
      count: 2,
      from: OPEN,
      to: OPEN,
      flags: { ...new FlagCounter().byName, Duplicate: 2, VolumeReset: 1, Crossed: 1 },
      quality: [
        {
          token: ACC,
          instrument: 'NSE:ACC-EQ',
          hourAt: ist('2025-12-29 09:00:00'),
          flags: { ...new FlagCounter().byName, Duplicate: 2, VolumeReset: 1, Crossed: 1 },
          dropped: 1,
        },
      ],
      byToken: [
        { token: ACC, instrument: 'NSE:ACC-EQ', ticks: 2, grade: 'last' },
        { token: INFY, instrument: 'NSE:INFY-EQ', ticks: 0, grade: 'none' },
      ],
    });
  });

  describe('rows of equity', () => {
    it('are one at the first tick, one a minute in which it changed, and one at the end', () => {
      const belt = new Belt();
      belt.tick(after(500), ACC, 100);
      belt.trade('alpha', belt.tick(after(10_000), ACC, 100), 'BUY', 100, 100, 10);
      belt.tick(after(20_000), ACC, 101);
      belt.tick(after(50_000), INFY, 1500); // changes nothing
      belt.tick(after(70_000), ACC, 101); // neither does this
      belt.tick(after(130_000), ACC, 99);
      belt.tick(after(190_000), ACC, 99);

      const { rows } = report(belt.entries);

      const row = (
        ms: number,
        equity: number,
        cash: number,
        drawdown: number,
        [low, high, deepest]: readonly [number, number, number],
      ): object => ({
        at: after(ms),
        stretch: { low: rupees(low), high: rupees(high), deepest },
        equity: rupees(equity),
        cash: rupees(cash),
        drawdown: rupees(drawdown),
        byStrategy: [rupees(equity - 40_000), rupees(40_000)],
      });
      expect(rows.equities).to.deep.equal([
        row(500, 100_000, 100_000, 0, [100_000, 100_000, 0]),
        // 100 * 1 - 10, and before it the 10 alone
        row(20_000, 100_090, 89_990, 0, [99_990, 100_090, 99_990 / 100_000 - 1]),
        row(130_000, 99_890, 89_990, -200, [99_890, 100_090, 99_890 / 100_090 - 1]),
        row(190_000, 99_890, 89_990, -200, [99_890, 99_890, 99_890 / 100_090 - 1]),
      ]);
    });
  });

  describe('rows of orders', () => {
    it('come when the order is final, with what it traded at', () => {
      const belt = new Belt();
      const tick = belt.tick(OPEN, ACC, 100);
      const order = belt.order('alpha', tick, limit('BUY', 30, 100.5));
      belt.update(after(1), withState(order, 'Open'), 4);
      const part = belt.fill(after(2), order, 100.5, 1, 10);
      expect(report(belt.entries).result.openOrders.map((open) => open.order)).to.deep.equal([part]);
      belt.fill(after(3), part, 100.2, 2, 20);

      const { result, rows } = report(belt.entries);

      expect(result.openOrders).to.deep.equal([]);
      expect(rows.orders).to.deep.equal([
        {
          order: withState(order, 'Filled', 30, rupees(3_009)),
          instrument: 'NSE:ACC-EQ',
          averagePrice: 100.3, // (10 * 100.5 + 20 * 100.2) / 30
          charges: rupees(3),
          reason: undefined,
          decisionSeq: 2,
          verdictSeq: 3,
          sentSeq: 4,
          updateSeq: 7,
        },
      ]);
    });

    it('tell a refused order once, with the reason', () => {
      const belt = new Belt();
      const refusal = { rule: 'r', limit: null, actual: null, unit: 'none', message: 'halted' } as const;
      const order = belt.refused('alpha', belt.tick(OPEN, ACC, 100), market('BUY', 9), refusal);

      const { rows } = report(belt.entries);

      expect(rows.orders).to.have.length(1);
      expect(rows.orders[0]).to.deep.include({ order: withState(order, 'Refused'), reason: 'halted' });
    });

    it('tell an order once, also when a late answer repeats its end', () => {
      const belt = new Belt();
      const order = belt.trade('alpha', belt.tick(OPEN, ACC, 100), 'BUY', 1, 100);
      belt.update(after(5), order, 9, 'too late to cancel');

      expect(report(belt.entries).rows.orders.map(({ reason }) => reason)).to.deep.equal([undefined]);
    });
  });

  describe('rows of decisions', () => {
    it('carry verdict and sent entry, also when all decisions come before the verdicts', () => {
      const belt = new Belt();
      const tick = belt.tick(OPEN, ACC, 100);
      belt.order('alpha', tick, market('BUY', 1));
      belt.order('beta', tick, market('SELL', 1));
      const [first, d1, a1, s1, d2, a2, s2] = belt.entries;
      const shuffled = [first, d1, d2, a1, a2, s1, s2].filter((entry) => entry !== undefined);

      const { rows } = report(shuffled);

      expect(rows.decisions.map((row) => [row.decision, row.verdict, row.sent])).to.deep.equal([
        [d1, a1, s1],
        [d2, a2, s2],
      ]);
    });

    it('are told before the next event is taken', () => {
      const belt = new Belt();
      belt.order('alpha', belt.tick(OPEN, ACC, 100), market('BUY', 1));
      const count = (): number => report(belt.entries.slice(0, -1)).rows.decisions.length;
      belt.push({ kind: 'ClockTicked', seq: belt.next(), at: after(1) });

      expect(count()).to.equal(1);
      expect(report(belt.entries).rows.decisions[0]?.instrument).to.equal('NSE:ACC-EQ');
    });
  });

  it('agrees with an oracle that goes through the history again at every step', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { result } = report(entriesOf(history));
        const whole = figuresOf(history, STRATEGIES, BigInt(frame.capital));

        agrees(result.performance, whole, frame.capital);
        for (const parts of [result.byStrategy, result.byInstrument])
          expect([...parts.values()].reduce((sum, { fifo }) => sum + fifo.trips, 0)).to.equal(
            result.performance.fifo.trips,
          );
        for (const [strategy, capital] of frame.strategies) {
          const performance = result.byStrategy.get(strategy);
          if (performance === undefined) expect.fail(strategy);
          agrees(performance, figuresOf(history, [strategy], BigInt(capital)), capital);
        }
        const traded = new Set(history.flatMap((one) => (one.kind === 'fill' ? [one.token] : [])));
        expect(result.byInstrument.size).to.equal(traded.size);
        for (const token of traded) {
          const performance = result.byInstrument.get(frame.instruments.get(token as Token)?.name ?? '');
          if (performance === undefined) expect.fail(token);
          agrees(
            performance,
            figuresOf(onlyOf(token, history), STRATEGIES, BigInt(frame.capital)),
            frame.capital,
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('accounts for every paisa of profit and charges by closed trades and open positions', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { performance, trades, openPositions } = report(entriesOf(history)).result;
        const closed = trades.reduce((sum, { grossPnl }) => sum + grossPnl, 0);
        const open = openPositions.reduce((sum, { realised, unrealised }) => sum + realised + unrealised, 0);
        const charges = [...trades, ...openPositions].reduce((sum, of) => sum + of.charges, 0);

        expect((closed + open) / 10_000).to.equal(performance.grossPnl);
        expect(charges / 10_000).to.equal(performance.charges);
      }),
    );
  });

  it('has the equity of the account that the risk rules see', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const account = new AccountFold(new Map([['alpha', frame.capital]]), frame.instruments);
        const entries = [...opening(history), ...entriesOf(history)];
        for (const entry of entries) {
          if (entry.kind === 'Tick') account.mark(entry);
          if (entry.kind === 'OrderUpdate') account.noteUpdate(entry.order, entry.fill);
        }

        const { performance } = report(entries).result;

        expect(performance.netPnl).to.equal(inRupees(minus(account.equity, account.capital)));
        expect(performance.charges).to.equal(inRupees(account.charges));
      }),
    );
  });

  it('has equities of the strategies that sum to that of the whole in every row', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const { equity, byStrategy } of report(entriesOf(history)).rows.equities)
          expect(byStrategy.reduce<Money>(plus, NO_MONEY)).to.equal(equity);
      }),
    );
  });

  it('has in its rows, and in its curve, every extreme of equity and of drawdown', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { result, rows } = report(entriesOf(history));
        const stretches = rows.equities.map(({ stretch }) => stretch);
        const { curve, performance } = result;

        expect(Math.min(0, ...stretches.map(({ deepest }) => deepest))).to.equal(
          performance.maxDrawdown.ratio,
        );
        if (curve.length === 0) return;
        expect(Math.min(...curve.map(({ low }) => low))).to.equal(
          Math.min(...stretches.map(({ low }) => inRupees(low))),
        );
        expect(Math.max(...curve.map(({ high }) => high))).to.equal(
          Math.max(...stretches.map(({ high }) => inRupees(high))),
        );
        expect((curve.at(-1)?.equity ?? NaN) - inRupees(frame.capital)).to.be.closeTo(
          performance.netPnl,
          1e-6,
        );
      }),
    );
  });

  it('ends its equity rows with the end, none later than the entry that makes it', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { result, rows } = report(entriesOf(history));
        const last = rows.equities.at(-1);

        expect(last?.at).to.equal(history.at(-1)?.at);
        expect(inRupees(minus(last?.equity ?? NO_MONEY, frame.capital))).to.equal(result.performance.netPnl);
        const times = rows.equities.map(({ at }) => at);
        expect(times).to.deep.equal([...times].sort((a, b) => a - b));
        // at most one a minute, besides the first and the last
        const minutes = rows.equities.slice(1, -1).map(({ at }) => istTextOf(at).slice(0, 16));
        expect(new Set(minutes).size).to.equal(minutes.length);
      }),
    );
  });
});

const STRATEGIES = [...frame.strategies.keys()];

const agrees = (performance: InstrumentPerformance, figures: Figures, capital: number): void => {
  expect(performance.netPnl).to.equal((figures.equity - capital) / 10_000);
  expect(performance.return).to.equal((figures.equity - capital) / capital);
  expect(performance.charges).to.equal(figures.charges / 10_000);
  expect(performance.grossPnl).to.equal((figures.equity - capital + figures.charges) / 10_000);
  expect(performance.maxDrawdown.value).to.equal(figures.drawdown.value / 10_000);
  expect(performance.maxDrawdown.ratio).to.equal(figures.drawdown.ratio);
  expect(performance.maxDrawdown.durationMs).to.equal(figures.drawdown.durationMs);
  expect(performance.exposure).to.equal(
    figures.sessionMs === 0 ? null : figures.exposedMs / figures.sessionMs,
  );
  if (figures.meanBook === null || figures.meanBook === 0) expect(performance.turnover).to.equal(null);
  else near(performance.turnover, figures.traded / figures.meanBook);
  const sharpe = sharpeOf([capital, ...figures.closes]);
  if (sharpe === null) expect(performance.sharpe).to.equal(null);
  else near(performance.sharpe, sharpe);
};

const NO_TRIPS = {
  winRate: null,
  profitFactor: null,
  averageWin: null,
  averageLoss: null,
  payoff: null,
  expectancy: null,
};

/** As if nobody of ours had made the executions of other tokens. */
const onlyOf = (token: string, history: readonly Happening[]): readonly Happening[] =>
  history.map((one) => (one.kind === 'fill' && one.token !== token ? { ...one, strategy: 'nobody' } : one));

/** From closes, the first that of the day before. */
const sharpeOf = (closes: readonly number[]): number | null => {
  const returns = closes.slice(1).map((close, day) => close / (closes[day] ?? NaN) - 1);
  const n = returns.length;
  const mean = returns.reduce((sum, r) => sum + r, 0) / n;
  const deviation = Math.sqrt(returns.reduce((sum, r) => sum + (r - mean) * (r - mean), 0) / (n - 1));
  return n < 2 || deviation < 1e-12 ? null : Math.sqrt(252) * (mean / deviation);
};

/** Ticks and fills over some days, prices on a grid of 5 paise. */
const histories = fc
  .array(
    fc.record({
      wait: fc.oneof(
        { weight: 8, arbitrary: fc.integer({ min: 0, max: 40_000 }) },
        { weight: 1, arbitrary: fc.constant(DAY_MS) },
      ),
      isFill: fc.boolean(),
      token: fc.constantFrom(ACC, INFY),
      strategy: fc.constantFrom(...STRATEGIES),
      side: fc.constantFrom<Side>('BUY', 'SELL'),
      quantity: fc.integer({ min: 1, max: 60 }),
      steps: fc.integer({ min: 1900, max: 2100 }),
      charges: fc.integer({ min: 0, max: 50_000 }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((rows): readonly Happening[] => {
    let at: number = OPEN;
    return rows.map(({ wait, isFill, token, strategy, side, quantity, steps, charges }) => {
      at += wait;
      const price = BigInt(steps) * 500n;
      return isFill
        ? {
            kind: 'fill',
            at,
            token,
            strategy,
            side,
            quantity: BigInt(quantity),
            price,
            charges: BigInt(charges),
          }
        : { kind: 'tick', at, token, price };
    });
  });

const entriesOf = (history: readonly Happening[]): Belt['entries'] => {
  const belt = new Belt();
  const origin = belt.tick(OPEN, ACC, undefined);
  belt.entries.pop();
  for (const happening of history) {
    const at = epochMs(happening.at);
    const token = happening.token === ACC ? ACC : INFY;
    const price = Number(happening.price) / 10_000;
    if (happening.kind === 'tick') belt.tick(at, token, price);
    else {
      const { strategy, side, quantity } = happening;
      const order = belt.order(strategy, { ...origin, at, token }, market(side, Number(quantity)));
      belt.fill(at, order, price, Number(happening.charges) / 10_000);
    }
  }
  return belt.entries;
};

/** A price for both tokens, before the first fill. */
const opening = (history: readonly Happening[]): Belt['entries'] => {
  const belt = new Belt();
  const at = epochMs(history[0]?.at ?? OPEN);
  belt.tick(at, ACC, 100);
  belt.tick(at, INFY, 100);
  return belt.entries;
};
