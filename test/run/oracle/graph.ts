import { capitalShares } from '../../../src/domain/capital-shares.js';
import type { Entry } from '../../../src/domain/entry.js';
import type { Instrument } from '../../../src/domain/instrument.js';
import { type Money, type Price, rupees } from '../../../src/domain/money.js';
import { epochMs } from '../../../src/domain/time.js';
import type { Token } from '../../../src/domain/token.js';
import type { TouchlineMessage } from '../../../src/domain/touchline.js';
import { flatCharges, noCharges } from '../../../src/exchange/charges.js';
import type { Binding } from '../../../src/operator/binding.js';
import type { Pipeline } from '../../../src/operator/pipeline.js';
import type { MessageBatch } from '../../../src/port/feed.js';
import { ReportFold } from '../../../src/report/report-fold.js';
import { noRows } from '../../../src/report/report-sink.js';
import type { RunResult } from '../../../src/report/run-result.js';
import { backtest } from '../../../src/run/backtest.js';
import type { Row } from './touchline-rows.js';
import type { Costs, OracleRun } from './trader.js';
import { idealExchange } from '../../support/ideal-exchange.js';

/** The belt over the same rows, and its report told in the oracle's words. */

/** The messages that a tape reader makes of `rows`, made here by hand. */
export const messagesOf = (rows: readonly Row[]): readonly TouchlineMessage[] =>
  rows.map(({ at, whole, token, cells }) => {
    const numberAt = (name: string): number | undefined =>
      cells[name] === undefined ? undefined : Number(cells[name]);
    const exchangeAt = numberAt('exchangeAt');
    return {
      kind: whole ? 'tk' : 'tf',
      token: token as Token,
      receivedAt: epochMs(at),
      exchangeAt: exchangeAt === undefined ? undefined : epochMs(exchangeAt),
      last: numberAt('last') as Price | undefined,
      open: numberAt('open') as Price | undefined,
      high: numberAt('high') as Price | undefined,
      low: numberAt('low') as Price | undefined,
      previousClose: numberAt('previousClose') as Price | undefined,
      averagePrice: numberAt('averagePrice') as Price | undefined,
      volume: numberAt('volume'),
      openInterest: numberAt('openInterest'),
      previousOpenInterest: numberAt('previousOpenInterest'),
      underlyingOpenInterest: numberAt('underlyingOpenInterest'),
      bid: numberAt('bid') as Price | undefined,
      ask: numberAt('ask') as Price | undefined,
      bidQuantity: numberAt('bidQuantity'),
      askQuantity: numberAt('askQuantity'),
      depth: undefined,
      flags: 0,
    };
  });

/** A pipeline without risk rules of its own, so that what the oracle wants is what is traded. */
export const unhindered = (instruments: readonly Instrument[], bindings: readonly Binding[]): Pipeline => ({
  name: 'oracle',
  instruments: new Map(instruments.map((instrument) => [instrument.token, instrument])),
  capital: rupees(10_000_000),
  risk: [],
  bindings,
  history: 16,
  graph: (event$, { strategies }) => event$.pipe(strategies),
});

/** Runs the belt and folds its report. */
export const runGraph = async (
  pipeline: Pipeline,
  batches: AsyncIterable<MessageBatch>,
  { latencyMs, chargePerOrder }: Costs,
  read: (entry: Entry) => void = () => undefined,
): Promise<RunResult> => {
  const strategies = capitalShares(pipeline.capital, pipeline.bindings);
  const report = new ReportFold({ pipeline: pipeline.name, ...pipeline, strategies }, noRows);
  await backtest(pipeline, batches, {
    exchange: idealExchange(
      chargePerOrder === 0n ? noCharges : flatCharges(Number(chargePerOrder) as Money),
      latencyMs,
    ),
    readers: [(entry) => report.take(entry), read],
  });
  return report.result();
};

/** What the report says of one strategy on one token. */
export const reported = (
  result: RunResult,
  strategy: string,
  token: string,
): Omit<OracleRun, 'orders' | 'fills' | 'gross' | 'net'> => ({
  trades: result.trades
    .filter((trade) => trade.strategy === strategy && trade.token === token)
    .map((trade) => ({
      openedAt: trade.openedAt,
      closedAt: trade.closedAt,
      side: trade.side,
      quantity: trade.quantity,
      entry: BigInt(Math.round(trade.entryPrice * 10_000)),
      exit: BigInt(Math.round(trade.exitPrice * 10_000)),
      gross: BigInt(trade.grossPnl),
      charges: BigInt(trade.charges),
    })),
  held:
    result.openPositions.find((open) => open.strategy === strategy && open.token === token)?.quantity ?? 0,
});
