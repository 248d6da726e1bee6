import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { Digests } from '../adapter/console/digest-lines.js';
import { DataError } from '../domain/failure.js';
import { DEFAULT_QUALITY } from '../domain/quality.js';
import type { Pipeline } from '../operator/pipeline.js';
import type { Log } from '../port/log.js';
import { backtestRecording } from './backtest-recording.js';
import { chosenExchange } from './chosen-exchange.js';
import { prepareSession } from './prepare-session.js';
import type { Reader } from './read-entries.js';
import { type RunningSession, runSession, type SessionOutcome } from './run-session.js';
import { simulatorProcess } from './simulator-process.js';
import { verify } from './verify.js';

/** The story of one session: live on paper against a simulated exchange, then from its recording. */
export interface Demo {
  /** The pipeline's file, from where we are. */
  readonly path: string;
  readonly pipeline: Pipeline;
  /** The simulated exchange's URL. */
  readonly feed: string;
  /** Connects, and runs until the sample day is over. Once. */
  run(reader: Reader): RunningSession;
  /** Repeats the session from what it recorded, in two ways. */
  compare(outcome: SessionOutcome): Promise<Digests>;
  /** Ends the simulated exchange. */
  close(): Promise<void>;
}

const brokerPlan = async () => ({ kind: 'simulated', exchange: await chosenExchange() }) as const;
/** The whole sample day: nothing is folded, however fast it comes, so that every run is the same. */
const LINE_BOUND = 1_000_000;
const SEED = 1;

/** Starts the simulated exchange and prepares the session; files go to `out`. Rejects as these do. */
export const startDemo = async ({ out, log }: { readonly out: string; readonly log: Log }): Promise<Demo> => {
  const root = dirname(createRequire(import.meta.url).resolve('rxtape/package.json'));
  const master = join(root, 'data', 'instruments.csv');
  const tape = join(root, 'data', 'sample-day.parquet');
  const path = relative('', join(root, 'pipelines', 'momentum.ts'));
  const simulator = await simulatorProcess([
    ...['--data', tape, '--master', master, '--speed', 'max', '--wait'],
  ]);
  try {
    const prepared = await prepareSession(
      {
        kind: 'paper',
        path,
        settings: [],
        masters: [master],
        feed: simulator.feed,
        depth: false,
        quality: DEFAULT_QUALITY,
        broker: await brokerPlan(),
        record: join(out, 'recorded'),
        resume: { kind: 'none' },
        changed: 'refused',
        out,
        control: undefined,
        endAt: () => undefined,
        env: {},
      },
      log,
    );
    const { pipeline } = prepared;
    return {
      path,
      pipeline,
      feed: simulator.feed,
      run: (reader) =>
        runSession(prepared, {
          reader,
          lineBound: LINE_BOUND,
          onStop: 'keep',
          heartbeatMs: 0,
          seed: SEED,
          log,
        }),
      compare: (outcome) => compare(pipeline, outcome, log),
      close: () => simulator.close(),
    };
  } catch (error) {
    await simulator.close();
    throw error;
  }
};

const compare = async (
  pipeline: Pipeline,
  { result, folder }: SessionOutcome,
  log: Log,
): Promise<Digests> => {
  if (folder === undefined) throw new DataError('the session was not recorded');
  const replay = await verify(folder, { pipeline: undefined, log });
  const backtest = await backtestRecording(pipeline, folder, {
    quality: DEFAULT_QUALITY,
    broker: await brokerPlan(),
    endAt: result.endAt,
  });
  return {
    session: result.digest,
    replay: replay.digest.replayed,
    backtest: backtest.digest,
    isReplayed: replay.difference === null,
    entries: replay.entries,
  };
};
