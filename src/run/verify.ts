import { journaledFirst } from '../adapter/journal/journaled-first.js';
import { recordedCommits } from '../adapter/journal/recorded-commits.js';
import type { RecordedSession } from '../adapter/recording/read-session.js';
import { requireWhole } from '../adapter/recording/require-whole.js';
import { isFailure } from '../domain/failure.js';
import type { Log } from '../port/log.js';
import { RunDigest } from '../report/run-digest.js';
import type { Verification } from '../report/verification.js';
import { comparedInputs } from './compared-inputs.js';
import { EntryComparison } from './entry-comparison.js';
import { finishedSession } from './finished-session.js';
import { recordedBroker, recordedPlan } from './recorded-broker.js';
import { recordedPipeline } from './recorded-pipeline.js';
import { repeatedPipeline } from './repeated-pipeline.js';
import { replaySession } from './replay-session.js';
import { sessionEndAt } from './session-end-at.js';
import { VERSION } from './version.js';

export interface VerifyOptions {
  /** The pipeline's file, where it is not the one that the header names. */
  readonly pipeline: string | undefined;
  readonly log: Log;
}

/**
 * Replays the session that was recorded into `folder` in virtual time and compares what comes out with what was
 * recorded, entry by entry. Rejects with a UsageError for a folder that holds no session, or one that is still
 * being recorded, and for a pipeline that cannot be loaded; with a DataError for a row of the journal or a
 * segment of the tape that is missing or was changed, and for a journal that no recording has written.
 */
export const verify = async (folder: string, { pipeline, log }: VerifyOptions): Promise<Verification> => {
  const session = await finishedSession(folder, log);
  try {
    await requireWhole(folder, session.journal);
    return await replayed(session, pipeline);
  } finally {
    session.close();
  }
};

const replayed = async (session: RecordedSession, pipeline: string | undefined): Promise<Verification> => {
  const notes: string[] = [];
  const { header, extent } = session;
  const built = await recordedPipeline(header, pipeline, (line) => notes.push(line));
  if (header.rxtape !== VERSION) notes.push(`recorded by rxtape ${header.rxtape}, replayed by ${VERSION}`);

  const comparison = new EntryComparison(session.entries()[Symbol.iterator](), extent.seq);
  const digest = new RunDigest();
  const broker = recordedBroker(await recordedPlan(header), header);
  const repeated = repeatedPipeline(built, session, (line) => notes.push(line));
  const replay = replaySession(repeated, comparedInputs(session.inputs(), comparison), {
    startAt: header.startAt,
    endAt: sessionEndAt(session),
    broker: journaledFirst(broker, recordedCommits(session.unsent), () => undefined),
    quality: header.quality,
    readers: [(entry) => digest.take(entry), (entry) => comparison.take(entry)],
  });
  await replay.catch((error: unknown) => {
    if (!isFailure(error)) throw error;
    notes.push(`the replay ended with: ${error.message}`);
  });
  comparison.end();
  return verdict(session, comparison, digest.hex(), notes);
};

const verdict = (
  { folder, header, end, extent }: RecordedSession,
  { compared, difference, lastSeq }: EntryComparison,
  replayed: string,
  notes: readonly string[],
): Verification => {
  const recording = extent.lost !== undefined ? 'lost' : end === undefined ? 'cut off' : 'whole';
  const found = {
    folder,
    name: header.name,
    kind: header.kind,
    recording,
    touchlines: extent.touchlines,
    others: extent.others,
    entries: recording === 'whole' ? lastSeq : extent.seq,
    compared,
    digest: { recorded: recording === 'whole' ? (end?.digest ?? null) : null, replayed },
    notes,
  } as const;
  if (difference !== undefined || recording !== 'whole' || end === undefined)
    return { ...found, difference: difference ?? null };
  const problem =
    extent.seq !== end.entries
      ? `the journal goes to entry ${extent.seq}, and the session ended with ${end.entries}: it was cut`
      : lastSeq !== end.entries
        ? `the recording ended with entry ${end.entries}, the replay with ${lastSeq}: other ticks or seconds`
        : end.digest !== replayed
          ? 'every entry is the same, and the digest at the end is another'
          : undefined;
  return {
    ...found,
    difference:
      problem === undefined
        ? null
        : {
            summary: problem,
            recorded: null,
            replayed: null,
            fields: [],
            before: [],
            causes: [],
            input: null,
          },
  };
};
