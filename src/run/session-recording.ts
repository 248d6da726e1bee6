import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RecordedSession } from '../adapter/recording/read-session.js';
import { resumeRecorder } from '../adapter/recording/resume-recorder.js';
import { recordedByText } from '../adapter/recording/session-lock.js';
import { type SessionRecorder, sessionRecorder } from '../adapter/recording/session-recorder.js';
import type { RecordedBroker, SessionHeader } from '../codec/recording/session-header.js';
import { DataError, UsageError } from '../domain/failure.js';
import { istTextOf } from '../domain/session.js';
import type { EpochMs } from '../domain/time.js';
import type { Pipeline } from '../operator/pipeline.js';
import type { Log } from '../port/log.js';
import type { TimeSource } from '../port/time-source.js';
import { checkFolder } from './check-folder.js';
import { findUnfinished, type FoundSession, lookAt } from './find-unfinished.js';
import { headerDifference } from './header-difference.js';
import { leftBehind } from './left-behind.js';
import type { BrokerPlan, SessionPlan } from './session-plan.js';
import { tablesInForce } from './tables-in-force.js';
import { VERSION } from './version.js';

/** Where a session is to be recorded, checked, and nothing opened yet. */
export interface RecordingPlan {
  /** That which goes on; undefined where a new one begins. */
  readonly found: FoundSession | undefined;
  /** For people. */
  readonly said: string;
}

/** A recording that is open; `past` is what is recorded already, and is to be closed. */
export interface OpenRecording {
  readonly recorder: SessionRecorder | undefined;
  readonly past: RecordedSession | undefined;
}

/** So much may a clock be behind where it was: by no more do two clocks differ that tell the same time. */
const BEHIND_MS = 2_000;

/**
 * Looks where the session is recorded, and whether one that was cut off goes on there. Rejects with a UsageError for
 * folders that cannot be written to, and where that session would go on as another one.
 */
export const planRecording = async (
  plan: SessionPlan,
  header: SessionHeader,
  log: Log,
): Promise<RecordingPlan> => {
  const { record, out, resume } = plan;
  const free = record === undefined ? undefined : checkFolder('--record', record);
  if (out !== undefined) checkFolder('--out', out);
  const room = free === undefined ? '' : `, ${(free / 1e9).toFixed(1)} GB free`;
  const found =
    resume.kind === 'folder' ? await lookAt(resume.folder) : await unfinishedIn(plan, header, log);
  if (found === undefined || resume.kind === 'none') {
    if (plan.changed !== 'refused')
      throw new UsageError(
        `--${plan.changed === 'compared' ? 'changed' : 'restart-strategies'} is for a session that goes on, and ` +
          (record === undefined ? 'without --record none does' : `none that was cut off is in ${record}`),
      );
    if (record === undefined)
      return { found: undefined, said: 'none; --record DIR keeps the session for replay' };
    return { found: undefined, said: `a new folder in ${record}${room}${besideText(found)}` };
  }
  requireFree(found);
  const changed = requireSame(found, header, plan.changed);
  const how = found.hasEnded ? 'which had ended' : 'which was cut off';
  return { found, said: `GOES ON with ${found.folder}, ${how}${changed}${room}; --fresh would begin anew` };
};

const besideText = (found: FoundSession | undefined): string => {
  if (found === undefined) return '';
  const { folder, owner } = found;
  return owner === undefined
    ? `; LEFT BEHIND: ${folder}, ${leftBehind(folder)}`
    : `; BESIDE ${recordedByText(folder, owner)}`;
};

/** A second one would begin with nothing, and order beside what the first has open. */
const requireFree = ({ folder, owner }: FoundSession): void => {
  if (owner === undefined) return;
  throw new UsageError(
    `${recordedByText(folder, owner)}. A second session would know nothing of its orders and positions: end that one ` +
      'first (rxtape stop), or begin another beside it with --fresh',
  );
};

/** One that cannot be read keeps nobody from beginning anew. */
const unfinishedIn = async (
  { record, resume }: SessionPlan,
  header: SessionHeader,
  log: Log,
): Promise<FoundSession | undefined> => {
  if (record === undefined) return undefined;
  try {
    return await findUnfinished(record, header, log);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    if (resume.kind !== 'none')
      throw new DataError(`${error.message}; --fresh begins anew`, { cause: error });
    log.warn({ record }, `LEFT BEHIND: ${error.message}`);
    return undefined;
  }
};

/** What is recorded of a session at its beginning. */
export const headerFor = (
  { kind, path, settings, quality, broker }: SessionPlan,
  pipeline: Pipeline,
  feed: string,
  startAt: EpochMs,
): SessionHeader => {
  const answers = recordedBroker(broker, pipeline);
  return {
    rxtape: VERSION,
    name: pipeline.name,
    kind,
    pipeline: { path, sha256: createHash('sha256').update(readFileSync(path)).digest('hex') },
    settings,
    instruments: [...pipeline.instruments.values()],
    quality,
    broker: answers,
    tables: tablesInForce(answers, pipeline),
    startAt,
    feed,
  };
};

/** Opens the recording; rejects as the recorder does, and with a UsageError where the clock is before the cut. */
export const openRecording = async (
  { found }: RecordingPlan,
  { record }: SessionPlan,
  header: SessionHeader,
  time: TimeSource,
  log: Log,
): Promise<OpenRecording> => {
  if (found === undefined) {
    if (record === undefined) return { recorder: undefined, past: undefined };
    const recorder = await sessionRecorder({ dir: record, header, log });
    log.info({ folder: recorder.folder }, 'recording');
    return { recorder, past: undefined };
  }
  const { recorder, session } = await resumeRecorder({ folder: found.folder, code: header, log });
  const cutAt = session.extent.at;
  if (cutAt === undefined || time.now() >= cutAt - BEHIND_MS) return { recorder, past: session };
  session.close();
  await recorder.leave();
  throw new UsageError(
    `${found.folder}: was cut off at ${istTextOf(cutAt)}, and it is ${istTextOf(time.now())} now: the clock was put ` +
      'back, or the feed is of another day; --fresh begins anew',
  );
};

/** For people, what is changed and goes on all the same; throws a UsageError where it would be another session. */
const requireSame = (
  { folder, header: was }: FoundSession,
  header: SessionHeader,
  how: SessionPlan['changed'],
): string => {
  const difference = headerDifference(was, header);
  const again = how === 'restarted' ? ', STRATEGIES BEGIN AGAIN' : '';
  if (difference === undefined) return again;
  const { what, isOfCode } = difference;
  if (isOfCode && how !== 'refused') return `${again}, changed since (${what})`;
  throw new UsageError(
    `${folder} was cut off and cannot go on, since it would be another session: ${what}. Start it as it was; ` +
      (isOfCode ? CHANGED : '') +
      `or --fresh begins anew and leaves behind what it has open (${leftBehind(folder)})`,
  );
};

const CHANGED =
  'or --changed goes on where every decision so far comes out the same; or --restart-strategies keeps account and ' +
  'orders, and has strategies begin again; ';

const recordedBroker = (broker: BrokerPlan, { fills = {} }: Pipeline): RecordedBroker => {
  switch (broker.kind) {
    case 'none':
      return broker;
    case 'routed':
      return { kind: 'routed', charges: broker.charges.name };
    case 'simulated':
      return {
        kind: 'simulated',
        charges: broker.exchange.charges.name,
        fills: broker.exchange.modelFor(fills),
      };
  }
};
