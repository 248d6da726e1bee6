import { join } from 'node:path';
import { expect } from 'chai';
import { openTape } from '../../src/adapter/tape/open-tape.js';
import type { Token } from '../../src/domain/token.js';
import { momentum } from '../../strategies/momentum.js';
import { vwapReversion } from '../../strategies/vwap-reversion.js';
import { batchesOf } from '../operator/messages.js';
import { bound } from '../operator/scripted.js';
import { COSTS, nameOf } from '../run/oracle/cases.js';
import { messagesOf, reported, runGraph, unhindered } from '../run/oracle/graph.js';
import { niftyRows } from '../run/oracle/nifty-rows.js';
import { momentumRule, reversionRule } from '../run/oracle/rules.js';
import { trade } from '../run/oracle/trader.js';
import { instrument } from '../support/instrument.js';
import { realData } from './real-data.js';

/** By latency. Rows are a second apart: 150 ms and 0 ms reach the same next row, 2,000 ms a later one. */
const GOLDEN: Readonly<Record<number, { readonly trades: number; readonly rupees: number }>> = {
  0: { trades: 500, rupees: -38_662.5 },
  150: { trades: 500, rupees: -38_662.5 },
  2_000: { trades: 499, rupees: -19_087.5 },
};

const FUTURE = 'NFO|49543' as Token;

describe('a backtest on the recorded NIFTY future of 2025-12-29', () => {
  if (realData === undefined) {
    it('is not run, since the recording is not here: set RXTAPE_REAL_DATA to the folder that holds it', () => {
      expect(realData).to.equal(undefined);
    });
    return;
  }
  const path = join(realData, 'in-nifty-fut-ticks-20251229', 'nifty_futures11_today_all_ticks.csv');
  const rows = niftyRows(path, FUTURE);
  const future = instrument({ token: FUTURE, lotSize: 75 });

  it('has every tick of the file', () => {
    expect(rows).to.have.length(5_837);
    expect(rows.map(({ at }) => at)).to.deep.equal(rows.map(({ at }) => at).toSorted((a, b) => a - b));
  });

  for (const costs of COSTS) {
    it(`trades momentum and earns to the paisa what a plain loop does: ${nameOf(costs)}`, async () => {
      const settings = { fast: 12, slow: 26, quantity: 75, allowShort: true };
      const wanted = trade(rows, momentumRule(settings), costs);

      const result = await runGraph(
        unhindered([future], [bound(momentum, settings, [FUTURE])]),
        batchesOf(messagesOf(rows), 1_000),
        costs,
      );

      expect(result.performance.trades).to.equal(GOLDEN[costs.latencyMs]?.trades);
      const { trades, held } = wanted;
      expect(reported(result, 'momentum', FUTURE)).to.deep.equal({ trades, held });
      expect(result.performance.grossPnl).to.equal(GOLDEN[costs.latencyMs]?.rupees);
      expect(BigInt(Math.round(result.performance.grossPnl * 10_000))).to.equal(wanted.gross);
      expect(BigInt(Math.round(result.performance.netPnl * 10_000))).to.equal(wanted.net);
      expect(result.counts.fills).to.equal(wanted.fills);
    });
  }

  it('trades momentum the same when the tape reader reads the file', async () => {
    const settings = { fast: 12, slow: 26, quantity: 75, allowShort: true };
    const costs = { latencyMs: 2_000, chargePerOrder: 200_000n };
    const { trades, held, net } = trade(rows, momentumRule(settings), costs);
    const tape = await openTape({
      paths: [path],
      defaultToken: FUTURE, // the first 2,589 rows name none
      resolveSymbol: ({ symbol }) => (symbol === 'NIFTY25DECFUT' ? FUTURE : undefined),
    });

    const result = await runGraph(
      unhindered([future], [bound(momentum, settings, [FUTURE])]),
      tape.batches(new Set([FUTURE])),
      costs,
    );

    expect(result.ticks.count).to.equal(5_837);
    expect(reported(result, 'momentum', FUTURE)).to.deep.equal({ trades, held });
    expect(BigInt(Math.round(result.performance.netPnl * 10_000))).to.equal(net);
  });

  it('trades vwapReversion as a plain loop in whole numbers does', async () => {
    const settings = { band: 1, quantity: 75, warmUp: 20, allowShort: true };
    const costs = { latencyMs: 150, chargePerOrder: 200_000n };
    const { trades, held, gross } = trade(rows, reversionRule(settings), costs);

    const result = await runGraph(
      unhindered([future], [bound(vwapReversion, settings, [FUTURE])]),
      batchesOf(messagesOf(rows), 1_000),
      costs,
    );

    expect(trades).to.have.length.above(3);
    expect(reported(result, 'vwapReversion', FUTURE)).to.deep.equal({ trades, held });
    expect(BigInt(Math.round(result.performance.grossPnl * 10_000))).to.equal(gross);
  });
});
