import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { HOUR_MS, MINUTE_MS } from '../../src/domain/time.js';
import { rxtape } from '../cli/rxtape.js';
import { barRows } from '../run/oracle/bar-rows.js';
import { momentumRule } from '../run/oracle/rules.js';
import { trade } from '../run/oracle/trader.js';
import { realData } from './real-data.js';

const RELIANCE = 'NSE|2885';

interface Run {
  readonly data: {
    readonly rows: number;
    readonly ticks: number;
    readonly from: string;
    readonly to: string;
  };
  readonly performance: {
    readonly grossPnl: number;
    readonly netPnl: number;
    readonly sharpe: number | null;
  };
  readonly trades: readonly {
    readonly openedAt: string;
    readonly closedAt: string;
    readonly side: string;
    readonly entryPrice: number;
    readonly exitPrice: number;
  }[];
}

describe('the main job on the recorded RELIANCE minute bars of 2025', () => {
  if (realData === undefined) {
    it('is not run, since the bars are not here: set RXTAPE_REAL_DATA to the folder that holds them', () => {
      expect(realData).to.equal(undefined);
    });
    return;
  }
  const bars = join(realData, 'in-equity-bars-2025', 'reliance_1min_60days.csv');
  const master = join(realData, 'in-instruments-noren-2025', 'NSE_symbols.txt');
  const out = mkdtempSync(join(tmpdir(), 'rxtape-'));
  after(() => {
    rmSync(out, { recursive: true });
  });

  it('trades and earns to the paisa what a plain loop over the bars does', () => {
    const settings = { fast: 40, slow: 120, quantity: 10, allowShort: true };
    const wanted = trade(barRows(bars, RELIANCE, 60_000), momentumRule(settings), {
      latencyMs: 150,
      chargePerOrder: 200_000n, // 20 rupees
      squareOffAt: 15 * HOUR_MS + 15 * MINUTE_MS,
    });

    const { code } = rxtape(
      'backtest',
      'test/real/reliance.pipeline.ts',
      '--ideal',
      '--data',
      bars,
      '--master',
      master,
      '--latency',
      '150',
      '--charges',
      'flat:20',
      '--out',
      out,
      '--quiet',
    );
    const run = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as Run;

    expect(code).to.equal(0);
    expect(run.data).to.include({
      rows: 15_372,
      ticks: 61_488, // 4 a bar
      from: '2025-10-29T09:15:00.000+05:30',
      to: '2025-12-26T15:29:59.999+05:30',
    });
    expect(wanted.trades).to.have.length.above(100);
    expect(
      run.trades.map(({ openedAt, closedAt, side, entryPrice, exitPrice }) => ({
        openedAt: Date.parse(openedAt),
        closedAt: Date.parse(closedAt),
        side,
        entry: BigInt(Math.round(entryPrice * 10_000)),
        exit: BigInt(Math.round(exitPrice * 10_000)),
      })),
    ).to.deep.equal(
      wanted.trades?.map(({ openedAt, closedAt, side, entry, exit }) => ({
        openedAt,
        closedAt,
        side,
        entry,
        exit,
      })),
    );
    expect(BigInt(Math.round(run.performance.grossPnl * 10_000))).to.equal(wanted.gross);
    expect(BigInt(Math.round(run.performance.netPnl * 10_000))).to.equal(wanted.net);
    expect(run.performance.sharpe).to.be.a('number'); // 41 sessions
  });
});
