import { expect } from 'chai';
import fc from 'fast-check';
import type { Token } from '../../src/domain/token.js';
import { momentum } from '../../strategies/momentum.js';
import { vwapReversion } from '../../strategies/vwap-reversion.js';
import { batchesOf, TCS } from '../operator/messages.js';
import { bound } from '../operator/scripted.js';
import { ACC, INFY, instrument } from '../support/instrument.js';
import { arbitraryTape } from './oracle/arbitrary-tape.js';
import { messagesOf, reported, runGraph, unhindered } from './oracle/graph.js';
import { momentumRule, reversionRule } from './oracle/rules.js';
import type { Row } from './oracle/touchline-rows.js';
import { type OracleRun, type Rule, trade } from './oracle/trader.js';

const TOKENS: readonly Token[] = [ACC, INFY, TCS];
const NEXT_DAY_MS = 18 * 3_600_000; // 09:15 becomes 03:15 of the next day in India

const cases = fc.record({
  rows: arbitraryTape(TOKENS, 200),
  latencyMs: fc.constantFrom(0, 1, 150, 500, 2_000),
  allowShort: fc.boolean(),
  fast: fc.integer({ min: 1, max: 4 }),
  slow: fc.integer({ min: 2, max: 9 }),
  band: fc.integer({ min: 1, max: 2 }),
  warmUp: fc.integer({ min: 1, max: 10 }),
});
type Case = typeof cases extends fc.Arbitrary<infer A> ? A : never;

/**
 * Runs the case through belt and loops, and expects the same of each strategy on each token; returns how many
 * trades were compared.
 */
const compare = async ({ rows, latencyMs, allowShort, fast, slow, band, warmUp }: Case): Promise<number> => {
  const trend = { fast, slow, quantity: 7, allowShort };
  const back = { band, quantity: 3, warmUp, allowShort };
  let ties = 0;
  const costs = { latencyMs, chargePerOrder: 200_000n };
  const rules: Readonly<Record<string, () => Rule>> = {
    momentum: () => momentumRule(trend),
    vwapReversion: () => reversionRule(back, () => (ties += 1)),
  };
  const wanted = Object.entries(rules).flatMap(([strategy, rule]) =>
    TOKENS.map((token) => ({ strategy, token, run: trade(known(rows, token), rule(), costs) })),
  );
  fc.pre(ties === 0); // there the strategy's floats and the loop's whole numbers may rightly differ

  const result = await runGraph(
    unhindered(
      TOKENS.map((token) => instrument({ token })),
      [bound(momentum, trend, TOKENS), bound(vwapReversion, back, TOKENS)],
    ),
    batchesOf(messagesOf(rows), 64),
    costs,
  );

  for (const { strategy, token, run } of wanted) {
    const told = reported(result, strategy, token);
    expect(told.held, `${strategy} on ${token}`).to.equal(run.held);
    if (run.trades !== undefined) expect(told.trades, `${strategy} on ${token}`).to.deep.equal(run.trades);
  }
  const sum = (of: (run: OracleRun) => bigint): bigint =>
    wanted.reduce((total, { run }) => total + of(run), 0n);
  expect(BigInt(Math.round(result.performance.netPnl * 10_000))).to.equal(sum(({ net }) => net));
  expect(BigInt(result.counts.fills)).to.equal(sum(({ fills }) => BigInt(fills)));
  return wanted.reduce((count, { run }) => count + (run.trades?.length ?? 0), 0);
};

/** What is known of `token`: rows before its first snapshot are refused. */
const known = (rows: readonly Row[], token: Token): readonly Row[] => {
  const own = rows.filter((row) => row.token === token);
  const first = own.findIndex(({ whole }) => whole);
  return first === -1 ? [] : own.slice(first);
};

describe('a backtest on any tape of three tokens', () => {
  it('trades and earns what plain loops do', async () => {
    let trades = 0;
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        trades += await compare(one);
      }),
      { numRuns: 80 },
    );

    expect(trades).to.be.above(200); // or nothing was compared
  });

  it('does so over the end of a session: orders expire, and the average price begins anew', async () => {
    await fc.assert(
      fc.asyncProperty(cases, fc.double({ min: 0.2, max: 0.8, noNaN: true }), async (one, share) => {
        const overnight = Math.floor(share * one.rows.length);
        const rows = one.rows.map((row, i) => (i < overnight ? row : { ...row, at: row.at + NEXT_DAY_MS }));
        await compare({ ...one, rows });
      }),
      { numRuns: 25, endOnFailure: true }, // a night is 64,800 seconds of the clock: smaller cases take as long to find
    );
  });
});
