import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { Subject } from 'rxjs';
import { journaledFirst } from '../../src/adapter/journal/journaled-first.js';
import { loadCalendar } from '../../src/adapter/calendar/load-calendar.js';
import { loadInstruments } from '../../src/adapter/master/load-instruments.js';
import { sealHere } from '../../src/adapter/recording/seal-thread.js';
import { SESSION_FILES } from '../../src/adapter/recording/session-files.js';
import type { RecorderLimits } from '../../src/adapter/recording/recorder-state.js';
import { sessionRecorder } from '../../src/adapter/recording/session-recorder.js';
import { openTape } from '../../src/adapter/tape/open-tape.js';
import type { Setting } from '../../src/codec/setting.js';
import { DEFAULT_QUALITY } from '../../src/domain/quality.js';
import { copyMessage } from '../../src/domain/touchline.js';
import { flatCharges } from '../../src/exchange/charges.js';
import { rupees } from '../../src/domain/money.js';
import type { LiveMessage } from '../../src/port/feed.js';
import { NO_LOG } from '../../src/port/log.js';
import { liveSession } from '../../src/run/live-session.js';
import { loadPipeline } from '../../src/run/load-pipeline.js';
import { pipelineFile } from '../../src/run/recorded-pipeline.js';
import { resolvePipeline } from '../../src/run/resolve-pipeline.js';
import { tablesInForce } from '../../src/run/tables-in-force.js';
import { VERSION } from '../../src/run/version.js';
import { PlayedTime } from '../support/played-time.js';
import { idealBroker, idealFills } from '../support/ideal-exchange.js';

export const PIPELINE = 'pipelines/momentum.ts';

/** Decides often. */
export const QUICK: readonly Setting[] = [
  { strategy: 'momentum', key: 'fast', value: 20 },
  { strategy: 'momentum', key: 'slow', value: 60 },
];

export interface RecordedOptions {
  /** The pipeline's file; {@link PIPELINE} when left out. */
  readonly path?: string;
  readonly messages?: number;
  readonly settings?: readonly Setting[];
  readonly limits?: Partial<RecorderLimits>;
  /** Gets a copy of the session's folder as it is in the middle, as a kill would have left it. */
  readonly killed?: string;
  /** From this message to that one the disk takes nothing: another process holds the journal's lock. */
  readonly refusing?: readonly [from: number, to: number];
  /** So long nothing comes before the session is stopped, ms. */
  readonly silentMs?: number;
}

/**
 * Runs a pipeline on paper over the first messages of the sample day, in played time, with a lost
 * connection, a broken message and a halt in between, and records it into a new folder in `dir`.
 */
export const recordedSession = async (
  dir: string,
  {
    path = PIPELINE,
    messages: count = 4_000,
    settings = QUICK,
    limits,
    killed,
    refusing,
    silentMs = 1_234,
  }: RecordedOptions = {},
): Promise<string> => {
  const book = await loadInstruments(['data/instruments.csv']);
  const pipeline = resolvePipeline(await loadPipeline(path), book, await loadCalendar([]), settings);
  const messages = await sampleMessages(new Set(pipeline.instruments.keys()), count);
  const startAt = messages[0]?.receivedAt ?? (0 as never);
  const answers = { kind: 'simulated', charges: 'flat:20', fills: idealFills(75) } as const;
  const recorder = await sessionRecorder({
    dir,
    header: {
      rxtape: VERSION,
      name: pipeline.name,
      kind: 'paper',
      pipeline: await pipelineFile(path),
      settings,
      instruments: [...pipeline.instruments.values()],
      quality: DEFAULT_QUALITY,
      broker: answers,
      tables: tablesInForce(answers, pipeline),
      startAt,
      feed: 'a test',
    },
    log: NO_LOG,
    sealer: sealHere,
    limits: { flushMs: 3_600_000, segmentBytes: 100_000, ...limits },
  });
  const real = new PlayedTime(startAt);
  const message$ = new Subject<LiveMessage>();
  const session = liveSession(pipeline, {
    feed: { message$ },
    time: real,
    startAt,
    real,
    broker: journaledFirst(idealBroker(flatCharges(rupees(20)), 75), recorder, ({ order }, reason) => {
      void session.command({
        ...forAll,
        command: 'halt',
        reason: `${order.id} could not be journaled: ${reason}`,
      });
    }),
    quality: DEFAULT_QUALITY,
    readers: [],
    recorder,
  });
  let lock: Database | undefined;
  for (const [i, message] of messages.entries()) {
    if (i === refusing?.[0]) lock = lockOf(recorder.folder);
    if (i === refusing?.[1]) {
      lock?.close();
      void session.command({ ...forAll, command: 'resume', reason: 'the disk is back' });
    }
    real.pass(message.receivedAt - real.now());
    message$.next(message);
    if (i % 700 === 350)
      message$.next({ kind: 'Malformed', receivedAt: message.receivedAt, detail: `no ${i}` });
    if (i === 1_000) void session.command({ ...forAll, command: 'halt', reason: 'a pause' });
    if (i === 1_500) void session.command({ ...forAll, command: 'resume', reason: 'it is over' });
    real.pass(0);
    if (i % 500 === 499) await recorder.flush();
    if (i === 2_250 && killed !== undefined) {
      cpSync(recorder.folder, killed, { recursive: true });
      rmSync(join(killed, SESSION_FILES.lock));
    }
  }
  real.pass(silentMs);
  session.stop('enough', 'keep');
  real.pass(0);
  await session.done;
  return recorder.folder;
};

/** Holds the journal in `folder` until it is closed. */
const lockOf = (folder: string): Database => {
  const db = new SqliteDatabase(join(folder, SESSION_FILES.journal));
  db.exec('begin immediate');
  return db;
};

export const sampleMessages = async (tokens: ReadonlySet<string>, count: number) => {
  const tape = await openTape({ paths: ['data/sample-day.parquet'] });
  const messages = [];
  for await (const batch of tape.batches(tokens))
    for (const message of batch) {
      if (message.kind === 'Malformed') continue;
      messages.push(copyMessage(message));
      if (messages.length === count) return messages;
    }
  return messages;
};

const forAll = { strategy: undefined, token: undefined, by: 'a test' };
