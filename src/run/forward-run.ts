import type { RecordedSession } from '../adapter/recording/read-session.js';
import type { Pipeline } from '../operator/pipeline.js';
import { ComparedTrades } from '../report/drift/compared-trades.js';
import type { ComparedRun } from '../report/drift/drift.js';
import type { Report } from '../report/report.js';
import { type Decided, DecidedFold } from './decided.js';
import type { Reader } from './read-entries.js';
import { reportPlaces, reportReader } from './report-reader.js';
import { brokerModels, brokerSettings, notesOf } from './session-orders.js';
import type { BrokerPlan } from './session-plan.js';

/** A run folded into its report, and into what it is compared by. */
export interface ForwardRun extends ComparedRun {
  readonly report: Report;
  /** What its digest sees. */
  readonly decided: readonly Decided[];
}

/**
 * Folds what `run` tells its reader: a run on what the session recorded, whose orders went as `plan` says. Files of
 * the report go to `out`; undefined writes none.
 */
export const foldedRun = async (
  { header, extent }: RecordedSession,
  pipeline: Pipeline,
  plan: BrokerPlan,
  out: string | undefined,
  run: (reader: Reader) => Promise<void>,
): Promise<ForwardRun> => {
  const report = reportReader(pipeline, reportPlaces(out), notesOf(plan));
  const trades = new ComparedTrades(pipeline.instruments);
  const decided = new DecidedFold();
  try {
    await run((entry) => {
      report.read(entry);
      trades.take(entry);
      decided.take(entry);
    });
    const result = report.result();
    const files = [{ path: header.feed, format: 'journal', shape: 'tape', bytes: 0, mapping: 'recorded' }];
    const facts = { files, rows: extent.touchlines, skipped: 0 };
    const settings = { ...brokerSettings(plan, pipeline), quality: header.quality };
    return {
      digest: result.digest,
      trades: trades.result(),
      decided: decided.decided,
      netPnl: result.performance.netPnl,
      dailyReturns: result.dailyReturns,
      report: report.finish(result, facts, settings, brokerModels(plan, pipeline)),
    };
  } finally {
    report.close();
  }
};
