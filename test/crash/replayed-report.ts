import { journaledFirst } from '../../src/adapter/journal/journaled-first.js';
import { recordedCommits } from '../../src/adapter/journal/recorded-commits.js';
import { readSession } from '../../src/adapter/recording/read-session.js';
import type { Report } from '../../src/report/report.js';
import { recordedBroker, recordedPlan } from '../../src/run/recorded-broker.js';
import { recordedPipeline } from '../../src/run/recorded-pipeline.js';
import { repeatedPipeline } from '../../src/run/repeated-pipeline.js';
import { replaySession } from '../../src/run/replay-session.js';
import { NOWHERE, reportReader } from '../../src/run/report-reader.js';
import { sessionEndAt } from '../../src/run/session-end-at.js';

/** The report of a session that is recorded in `folder`, as if it had never been cut off: all its inputs in one piece. */
export const replayedReport = async (folder: string): Promise<Report> => {
  const session = await readSession(folder);
  try {
    const { header, unsent } = session;
    const pipeline = await recordedPipeline(header, undefined, () => undefined);
    const broker = recordedBroker(await recordedPlan(header), header);
    const reader = reportReader(pipeline, NOWHERE, undefined);
    await replaySession(repeatedPipeline(pipeline, session), session.inputs(), {
      startAt: header.startAt,
      endAt: sessionEndAt(session),
      broker: journaledFirst(broker, recordedCommits(unsent), () => undefined),
      quality: header.quality,
      readers: [reader.read],
    });
    return reader.finish(reader.result(), { files: [], rows: 0, skipped: 0 }, {}, []);
  } finally {
    session.close();
  }
};
