import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import { market } from '../../src/domain/intent.js';
import { MessageFlag } from '../../src/domain/touchline.js';
import { DAY_MS, epochMs } from '../../src/domain/time.js';
import { explain } from '../../src/codec/explain.js';
import { Report } from '../../src/codec/report.js';
import type { Report as ReportValue } from '../../src/report/report.js';
import { reportOf } from '../../src/report/report-of.js';
import { reportText } from '../../src/report/report-text.js';
import { ACC, Belt, INFY, ist } from '../report/belt.js';
import { facts } from '../report/facts.js';
import { report } from '../report/rows.js';

const OPEN = ist('2025-12-29 09:15:00');

/** A run with a closed trade, an open position, an open order and a failure. */
const busy = (): ReportValue => {
  const belt = new Belt();
  const tick = belt.tick(OPEN, ACC, 100);
  belt.trade('alpha', tick, 'BUY', 10, 100.05, 1);
  belt.trade('alpha', belt.tick(epochMs(OPEN + 1000), ACC, 101), 'SELL', 30, 101, 1);
  belt.order('beta', belt.tick(epochMs(OPEN + 2000), INFY, 1500), market('BUY', 1));
  const failed = { kind: 'StrategyFailed', seq: belt.next(), at: tick.at, cause: 1, token: ACC } as const;
  belt.push({ ...failed, strategy: 'beta', event: tick, message: 'oops', stack: undefined });
  belt.tick(epochMs(OPEN + DAY_MS), ACC, 99, MessageFlag.Gap | MessageFlag.Frozen);
  return reportOf(report(belt.entries).result, facts);
};

const quiet = (): ReportValue => reportOf(report([]).result, { ...facts, files: [], rows: 0 });

const errorsOf = (value: unknown): readonly string[] => {
  const decoded = Report.decode(value);
  return E.isLeft(decoded) ? explain(decoded.left) : [];
};

describe('Report', () => {
  it('decodes what a run writes, and is what is built, type and value', () => {
    for (const built of [busy(), quiet()]) {
      const decoded: E.Either<unknown, ReportValue> = Report.decode(built);
      const back: Report = built;

      expect(decoded).to.deep.equal(E.right(back));
      expect(Report.decode(JSON.parse(reportText(built)))).to.deep.equal(E.right(built));
    }
  });

  it('tells of an hour of a token only the flags that there were', () => {
    expect(busy().data.quality).to.deep.equal([
      {
        token: ACC,
        instrument: 'NSE:ACC-EQ',
        hour: '2025-12-30T09:00:00.000+05:30',
        flags: { Gap: 1, Frozen: 1 },
        dropped: 0,
      },
    ]);
    const [row] = busy().data.quality;
    const spoiled = { ...busy(), data: { ...busy().data, quality: [{ ...row, hour: '09:00' }] } };
    expect(errorsOf(spoiled)).to.have.length(1);
  });

  it('holds no number that JSON cannot hold', () => {
    const odd: unknown[] = [];
    JSON.stringify(busy(), (_key, value: unknown) => {
      if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) odd.push(value);
      return value;
    });

    expect(odd).to.deep.equal([]);
  });

  it('refuses NaN and infinity, naming where', () => {
    const built = quiet();
    const spoiled = { ...built, performance: { ...built.performance, sharpe: NaN, netPnl: Infinity } };

    expect(errorsOf(spoiled).join('\n')).to.match(/performance\.netPnl.*\n?.*performance\.sharpe/s);
  });

  it('refuses a report that lacks a field, a time in another zone and a short digest', () => {
    const built = busy();

    for (const key of Object.keys(built))
      expect(errorsOf({ ...built, [key]: undefined }), key).to.not.deep.equal([]);
    expect(errorsOf({ ...built, data: { ...built.data, from: '2025-12-29T03:45:00.000Z' } })).to.have.length(
      2,
    );
    expect(errorsOf({ ...built, digest: 'abc' })).to.have.length(1);
  });

  it('has the same bytes on every run, keys in the documented order', () => {
    expect(reportText(busy())).to.equal(reportText(busy()));
    expect(Object.keys(busy())).to.deep.equal([
      'rxtape',
      'pipeline',
      'config',
      'data',
      'digest',
      'performance',
      'strategies',
      'instruments',
      'confidence',
      'curve',
      'breakdown',
      'charges',
      'trades',
      'open',
      'counts',
      'failures',
      'halts',
      'notClosed',
    ]);
  });

  it('prints money in rupees and times in IST', () => {
    const built = busy();

    expect(built.config.capital).to.equal(100_000);
    expect(built.data).to.deep.include({
      rows: 5,
      ticks: 4,
      skipped: 1,
      from: '2025-12-29T09:15:00.000+05:30',
      to: '2025-12-30T09:15:00.000+05:30',
    });
    expect(built.trades).to.deep.equal([
      {
        strategy: 'alpha',
        token: 'NSE|22',
        instrument: 'NSE:ACC-EQ',
        side: 'LONG',
        quantity: 10,
        openedAt: '2025-12-29T09:15:00.000+05:30',
        closedAt: '2025-12-29T09:15:01.000+05:30',
        entryPrice: 100.05,
        exitPrice: 101,
        grossPnl: 9.5, // 10 * 0.95
        charges: 1.3333, // 1, and a third of 1 for 10 of 30
        netPnl: 8.1667,
        maePoints: -0.05, // the tick that it bought at had traded at 100
        mfePoints: 0.95,
        mae: -0.5,
        mfe: 9.5,
        exitEfficiency: 1,
        initialRisk: null,
        r: null,
        maeR: null,
        mfeR: null,
        entryOrder: 'alpha:NSE|22:1',
        exitOrder: 'alpha:NSE|22:2',
        entrySeq: 5,
        exitSeq: 10,
      },
    ]);
    expect(built.open.positions).to.deep.equal([
      {
        strategy: 'alpha',
        token: 'NSE|22',
        instrument: 'NSE:ACC-EQ',
        quantity: -20,
        averagePrice: 101,
        last: 99,
        value: -1980,
        unrealised: 40,
        realised: 0,
        charges: 0.6667,
      },
    ]);
    expect(built.open.orders.map(({ id, state }) => [id, state])).to.deep.equal([
      ['beta:NSE|1594:1', 'InFlight'],
    ]);
    expect(built.performance.netPnl).to.equal(47.5); // 9.5 + 40 - 2
  });
});
