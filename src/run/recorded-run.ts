import { journaledFirst } from '../adapter/journal/journaled-first.js';
import { recordedCommits } from '../adapter/journal/recorded-commits.js';
import type { RecordedSession } from '../adapter/recording/read-session.js';
import { requireWhole } from '../adapter/recording/require-whole.js';
import { UsageError } from '../domain/failure.js';
import type { Pipeline } from '../operator/pipeline.js';
import type { Log } from '../port/log.js';
import type { Report } from '../report/report.js';
import { finishedSession } from './finished-session.js';
import { foldedRun, type ForwardRun } from './forward-run.js';
import type { Reader } from './read-entries.js';
import { recordedBroker, recordedPlan } from './recorded-broker.js';
import { recordedPipeline } from './recorded-pipeline.js';
import { repeatedPipeline } from './repeated-pipeline.js';
import { replaySession } from './replay-session.js';
import { sessionEndAt } from './session-end-at.js';
import type { BrokerPlan } from './session-plan.js';
import { VERSION } from './version.js';

/** With what a session is replayed. */
export interface RecordedRun {
  readonly session: RecordedSession;
  readonly pipeline: Pipeline;
  readonly plan: BrokerPlan;
  /** Folder for the files of its report; undefined writes none. */
  readonly out: string | undefined;
  readonly note: (line: string) => void;
  readonly readers: readonly Reader[];
}

/** What a session came to: its inputs replayed, which is told to `readers` too. */
export const recordedRun = ({
  session,
  pipeline,
  plan,
  out,
  note,
  readers,
}: RecordedRun): Promise<ForwardRun> => {
  const { header } = session;
  return foldedRun(session, pipeline, plan, out, (reader) =>
    replaySession(repeatedPipeline(pipeline, session, note), session.inputs(), {
      startAt: header.startAt,
      endAt: sessionEndAt(session),
      broker: journaledFirst(recordedBroker(plan, header), recordedCommits(session.unsent), () => undefined),
      quality: header.quality,
      readers: [reader, ...readers],
    }),
  );
};

/**
 * Hands `use` the session that was recorded into `folder`. Rejects as `verify` does, and with a UsageError for one
 * without a pipeline.
 */
export const withRecording = async <A>(
  folder: string,
  log: Log,
  use: (session: RecordedSession) => Promise<A>,
): Promise<A> => {
  const session = await finishedSession(folder, log);
  try {
    if (session.header.pipeline === undefined)
      throw new UsageError(`${folder}: was recorded without a pipeline: there is nothing to report`);
    await requireWhole(folder, session.journal);
    return await use(session);
  } finally {
    session.close();
  }
};

/**
 * The report of the session that was recorded into `folder`; what there is to say of the replay is told to `log`.
 * Rejects as {@link withRecording}.
 */
export const recordedReport = (folder: string, log: Log): Promise<Report> =>
  withRecording(folder, log, async (session) => {
    const { header } = session;
    const note = (line: string): void => log.warn({ folder }, `${folder}: ${line}`);
    const pipeline = await recordedPipeline(header, undefined, note);
    if (header.rxtape !== VERSION) note(`recorded by rxtape ${header.rxtape}, replayed by ${VERSION}`);
    const plan = await recordedPlan(header);
    const { report } = await recordedRun({ session, pipeline, plan, out: undefined, note, readers: [] });
    return report;
  });
