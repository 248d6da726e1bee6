import { recoverSessions } from '../adapter/recording/recover-sessions.js';
import { openTape } from '../adapter/tape/open-tape.js';
import type { EpochMs } from '../domain/time.js';
import type { Pipeline } from '../operator/pipeline.js';
import { NO_LOG } from '../port/log.js';
import type { Report } from '../report/report.js';
import { backtestReport } from './backtest-report.js';
import type { SessionPlan } from './session-plan.js';
import { NOWHERE } from './report-reader.js';

/**
 * Backtests `pipeline` over the ticks that a paper session left in `folder`, to where it ended at `endAt`, with the
 * quality and exchange of that session. A session whose connection held has the same digest, since a backtest sees the
 * same ticks at the same times; the notices of a connection that did not are on no tape, and only a replay of all
 * inputs repeats them.
 */
export const backtestRecording = async (
  pipeline: Pipeline,
  folder: string,
  {
    quality,
    broker,
    endAt,
  }: Pick<SessionPlan, 'quality'> & {
    readonly endAt: EpochMs;
    readonly broker: Extract<SessionPlan['broker'], { readonly kind: 'simulated' }>;
  },
): Promise<Report> => {
  await recoverSessions(folder, NO_LOG); // on a busy machine its last segment may not be Parquet yet
  return backtestReport(pipeline, await openTape({ paths: [folder] }), {
    exchange: broker.exchange,
    quality,
    endOf: () => endAt,
    from: undefined,
    to: undefined,
    places: NOWHERE,
    reader: () => undefined,
    onProgress: () => undefined,
  });
};
