import { expect } from 'chai';
import { openTape } from '../../src/adapter/tape/open-tape.js';
import type { Token } from '../../src/domain/token.js';
import type { Binding } from '../../src/operator/binding.js';
import { momentum } from '../../strategies/momentum.js';
import { vwapReversion } from '../../strategies/vwap-reversion.js';
import { batchesOf } from '../operator/messages.js';
import { bound } from '../operator/scripted.js';
import { instrument } from '../support/instrument.js';
import { COSTS, nameOf } from './oracle/cases.js';
import { messagesOf, reported, runGraph, unhindered } from './oracle/graph.js';
import { momentumRule, reversionRule } from './oracle/rules.js';
import { tapeRows } from './oracle/touchline-rows.js';
import { type OracleRun, type Rule, trade } from './oracle/trader.js';

const FUTURE = 'NFO|53001' as Token;
const RELIANCE = 'NSE|2885' as Token;
const INFY = 'NSE|1594' as Token;

/** Closed trades: momentum on the future, RELIANCE and INFY, then vwapReversion on them. */
const TRADES: readonly number[] = [173, 56, 60, 7, 7, 15];

const rows = tapeRows('data/sample-day.csv');
const rowsOf = (...tokens: readonly string[]) => rows.filter(({ token }) => tokens.includes(token));

describe('a backtest of momentum on the sample day', () => {
  const settings = { fast: 40, slow: 120, quantity: 65, allowShort: true };

  for (const costs of COSTS) {
    it(`trades and earns to the paisa what a plain loop does: ${nameOf(costs)}`, async () => {
      const wanted = trade(rowsOf(FUTURE), momentumRule(settings), costs);

      const result = await runGraph(
        unhindered([instrument({ token: FUTURE, lotSize: 65 })], [bound(momentum, settings, [FUTURE])]),
        batchesOf(messagesOf(rowsOf(FUTURE)), 4096),
        costs,
      );

      expect(wanted.trades).to.have.length.above(50);
      expect(reported(result, 'momentum', FUTURE)).to.deep.equal(tradesOf(wanted));
      expect(moneyOfWhole(result)).to.deep.equal(moneyOfAll([wanted]));
    });
  }

  it('only goes long and flat without allowShort', async () => {
    const longOnly = { ...settings, allowShort: false };
    const costs = { latencyMs: 150, chargePerOrder: 200_000n };
    const wanted = trade(rowsOf(FUTURE), momentumRule(longOnly), costs);

    const result = await runGraph(
      unhindered([instrument({ token: FUTURE, lotSize: 65 })], [bound(momentum, longOnly, [FUTURE])]),
      batchesOf(messagesOf(rowsOf(FUTURE)), 4096),
      costs,
    );

    expect(new Set(wanted.trades?.map(({ side }) => side))).to.deep.equal(new Set(['LONG']));
    expect(reported(result, 'momentum', FUTURE)).to.deep.equal(tradesOf(wanted));
  });
});

describe('a backtest of two strategies on three interleaved tokens of the sample day', () => {
  const trend = { fast: 40, slow: 120, quantity: 65, allowShort: true };
  const back = { band: 1, quantity: 130, warmUp: 20, allowShort: true };
  const tokens = [FUTURE, RELIANCE, INFY];
  const bindings: readonly Binding[] = [bound(momentum, trend, tokens), bound(vwapReversion, back, tokens)];
  const pipeline = unhindered(
    [
      instrument({ token: FUTURE, lotSize: 65 }),
      instrument({ token: RELIANCE }),
      instrument({ token: INFY }),
    ],
    bindings,
  );
  const ruleOf: Readonly<Record<string, () => Rule>> = {
    momentum: () => momentumRule(trend),
    vwapReversion: () => reversionRule(back),
  };

  for (const costs of COSTS) {
    it(`trades of each on each what its own loop does: ${nameOf(costs)}`, async () => {
      const result = await runGraph(pipeline, batchesOf(messagesOf(rowsOf(...tokens)), 4096), costs);

      const runs = Object.entries(ruleOf).flatMap(([strategy, rule]) =>
        tokens.map((token) => {
          const wanted = trade(rowsOf(token), rule(), costs);
          expect(reported(result, strategy, token)).to.deep.equal(tradesOf(wanted));
          return wanted;
        }),
      );
      expect(runs.map(({ trades }) => trades?.length)).to.deep.equal(TRADES);
      expect(moneyOfWhole(result)).to.deep.equal(moneyOfAll(runs));
      expect(result.counts.orders).to.equal(runs.reduce((sum, { orders }) => sum + orders, 0));
    });
  }
});

describe('a backtest of the sample day by its tape reader', () => {
  const settings = { fast: 40, slow: 120, quantity: 65, allowShort: true };
  const costs = { latencyMs: 150, chargePerOrder: 200_000n };

  for (const path of ['data/sample-day.csv', 'data/sample-day.parquet']) {
    it(`trades and earns to the paisa what a plain loop does: ${path}`, async () => {
      const wanted = trade(rowsOf(FUTURE), momentumRule(settings), costs);
      const tape = await openTape({ paths: [path] });

      const result = await runGraph(
        unhindered([instrument({ token: FUTURE, lotSize: 65 })], [bound(momentum, settings, [FUTURE])]),
        tape.batches(new Set([FUTURE])),
        costs,
      );

      expect(reported(result, 'momentum', FUTURE)).to.deep.equal(tradesOf(wanted));
      expect(moneyOfWhole(result)).to.deep.equal(moneyOfAll([wanted]));
      expect(result.ticks.count).to.equal(rowsOf(FUTURE).length);
    });
  }
});

const tradesOf = ({ trades, held }: OracleRun) => ({ trades, held });

const moneyOfWhole = ({ performance, counts }: Awaited<ReturnType<typeof runGraph>>) => ({
  gross: BigInt(Math.round(performance.grossPnl * 10_000)),
  net: BigInt(Math.round(performance.netPnl * 10_000)),
  fills: counts.fills,
});

const moneyOfAll = (runs: readonly OracleRun[]) => ({
  gross: runs.reduce((sum, { gross }) => sum + gross, 0n),
  net: runs.reduce((sum, { net }) => sum + net, 0n),
  fills: runs.reduce((sum, { fills }) => sum + fills, 0),
});
