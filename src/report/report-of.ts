import type { Hurdles } from '../domain/hurdles.js';
import { inRupees, type Money, rupees } from '../domain/money.js';
import { istTextOf } from '../domain/session.js';
import type { EpochMs } from '../domain/time.js';
import type { Token } from '../domain/token.js';
import { breakdownOf } from './breakdown.js';
import { type Confidence, confidenceOf } from './confidence.js';
import { grouped } from './grouped.js';
import type { Performance } from './performance.js';
import type { QualityRow } from './quality-log.js';
import type {
  Report,
  ReportConfidence,
  ReportConfig,
  ReportFailure,
  ReportFile,
  ReportQuality,
} from './report.js';
import { reportCharges } from './report-charges.js';
import { reportHalt, reportNotClosed } from './report-halt.js';
import { reportOrder } from './report-order.js';
import { reportPosition } from './report-position.js';
import { reportTrade } from './report-trade.js';
import type { FailedStrategy, RunResult } from './run-result.js';
import type { Trade } from './trade.js';

/** What the belt does not carry: who ran, on what data, set how. */
export interface RunFacts {
  /** Version of rxtape. */
  readonly rxtape: string;
  readonly config: Omit<ReportConfig, 'capital'>;
  readonly files: readonly ReportFile[];
  readonly rows: number;
  readonly skipped: number;
}

/** The report of a run; keys always in the same order, so equal runs have equal bytes. */
export const reportOf = (result: RunResult, facts: RunFacts): Report => {
  const { ticks, counts } = result;
  const names = new Map(ticks.byToken.map(({ token, instrument }) => [token, instrument]));
  const nameOf = (token: Token): string => names.get(token) ?? token;
  return {
    rxtape: facts.rxtape,
    pipeline: result.pipeline,
    config: {
      capital: inRupees(result.capital),
      strategies: facts.config.strategies.map(({ name, capital, config }) => ({ name, capital, config })),
      risk: facts.config.risk,
      settings: facts.config.settings,
      models: facts.config.models,
    },
    data: {
      files: facts.files.map(({ path, format, shape, bytes, mapping }) => ({
        path,
        format,
        shape,
        bytes,
        mapping,
      })),
      rows: facts.rows,
      ticks: ticks.count,
      dropped: counts.dropped,
      refused: counts.malformed + counts.noSnapshot,
      skipped: facts.skipped,
      tokens: ticks.byToken,
      from: textOf(ticks.from),
      to: textOf(ticks.to),
      flags: ticks.flags,
      quality: ticks.quality.map(reportQuality),
    },
    digest: result.digest,
    performance: result.performance,
    strategies: Object.fromEntries(result.byStrategy),
    instruments: Object.fromEntries(result.byInstrument),
    confidence: reportConfidence(result),
    curve: result.curve,
    breakdown: breakdownOf(result.trades, result.capital, partsIn(facts.config)),
    charges: reportCharges(result.charges),
    trades: result.trades.map(reportTrade),
    open: {
      positions: result.openPositions.map(reportPosition),
      orders: result.openOrders.map(reportOrder),
    },
    counts,
    failures: result.failures.map(reportFailure),
    halts: result.halts.map((halt) => reportHalt(halt, nameOf)),
    notClosed: result.closeFailures.map((failed) => reportNotClosed(failed, nameOf)),
  };
};

const partsIn = ({ strategies }: RunFacts['config']): ReadonlyMap<string, Money> =>
  new Map(strategies.map(({ name, capital }) => [name, rupees(capital)]));

const reportConfidence = ({ performance, byStrategy, trades, hurdles }: RunResult): ReportConfidence => {
  const owned = grouped(trades, ({ strategy }) => strategy);
  return {
    all: confidenceIn(performance, trades, hurdles),
    strategies: Object.fromEntries(
      [...byStrategy].map(([name, own]) => [name, confidenceIn(own, owned.get(name) ?? [], hurdles)]),
    ),
  };
};

const confidenceIn = ({ daily }: Performance, trades: readonly Trade[], hurdles: Hurdles): Confidence =>
  confidenceOf(
    trades.map(({ netPnl }) => inRupees(netPnl)),
    daily.flatMap((day) => day.return ?? []),
    hurdles,
  );

const textOf = (at: EpochMs | undefined): string | null => (at === undefined ? null : istTextOf(at));

const reportQuality = ({ token, instrument, hourAt, flags, dropped }: QualityRow): ReportQuality => ({
  token,
  instrument,
  hour: istTextOf(hourAt),
  flags: Object.fromEntries(Object.entries(flags).filter(([, times]) => times > 0)),
  dropped,
});

const reportFailure = (failure: FailedStrategy): ReportFailure => ({
  strategy: failure.strategy,
  token: failure.token,
  instrument: failure.instrument,
  at: istTextOf(failure.at),
  seq: failure.seq,
  event: failure.event,
  eventSeq: failure.eventSeq,
  message: failure.message,
});
