import { asyncScheduler } from 'rxjs';
import type { ConnectionLimits } from '../../../src/adapter/noren/connection-limits.js';
import { norenFeed } from '../../../src/adapter/noren/noren-feed.js';
import { simulatorTime } from '../../../src/adapter/noren/simulator-time.js';
import type { Simulator } from '../../../src/adapter/noren/simulator/start-simulator.js';
import type { Entry } from '../../../src/domain/entry.js';
import { rupees } from '../../../src/domain/money.js';
import { DEFAULT_QUALITY, type Quality } from '../../../src/domain/quality.js';
import { Secret } from '../../../src/domain/secret.js';
import { flatCharges } from '../../../src/exchange/charges.js';
import { idealBroker } from '../../support/ideal-exchange.js';
import type { Pipeline } from '../../../src/operator/pipeline.js';
import type { Input } from '../../../src/port/input.js';
import { NO_LOG } from '../../../src/port/log.js';
import type { Recorder } from '../../../src/port/recorder.js';
import { RunDigest } from '../../../src/report/run-digest.js';
import { type LiveResult, liveSession, type LiveSessionOptions } from '../../../src/run/live-session.js';
import { MACHINE_TIME } from '../../../src/run/machine-time.js';
import { replaySession } from '../../../src/run/replay-session.js';
import { sessionOf } from '../../adapter/noren/feed-run.js';

/** What a session was, whether it ran live or was replayed. */
export interface Told {
  readonly entries: readonly Entry[];
  readonly digest: string;
}

/** A session that ran live, with all that it takes to run it again. */
export interface LiveRun extends Told {
  readonly pipeline: Pipeline;
  readonly startAt: LiveSessionOptions['startAt'];
  readonly inputs: readonly Input[];
  readonly result: LiveResult;
}

/** At high speed a busy machine is late by simulated minutes: no reason to leave ticks out. */
export const PATIENT: Quality = { ...DEFAULT_QUALITY, on: { ...DEFAULT_QUALITY.on, Stale: 'keep' } };

export const BROKER: LiveSessionOptions['broker'] = idealBroker(flatCharges(rupees(20)), 150);

/** Short enough that a connection that was lost is back while there is still something to hear. */
const QUICK: Partial<ConnectionLimits> = {
  backoffFirstMs: 2,
  backoffMostMs: 20,
  evictedMs: 5,
  evictedMostMs: 20,
};

/** Runs `pipeline` live over a real socket until the tape of `simulator`, which waits, is over, in its time. */
export const runLive = async (
  pipeline: Pipeline,
  simulator: Simulator,
  recorder?: Recorder,
): Promise<LiveRun> => {
  const time = await simulatorTime(simulator.url);
  if (time === undefined) throw new Error('the simulator does not tell its time');
  const entries: Entry[] = [];
  const inputs: Input[] = [];
  const startAt = time.now();
  const session = liveSession(pipeline, {
    feed: norenFeed({
      url: `${simulator.url}/NorenWSAPI/`,
      dialect: 'current',
      tokens: sessionOf({
        uid: simulator.user.uid,
        accountId: simulator.user.accountId,
        token: new Secret(simulator.token),
      }),
      instruments: [...pipeline.instruments.values()],
      depth: false,
      time,
      scheduler: asyncScheduler,
      seed: 1,
      limits: QUICK,
      log: NO_LOG,
    }),
    time,
    startAt,
    broker: BROKER,
    quality: PATIENT,
    real: MACHINE_TIME,
    readers: [(entry) => entries.push(entry)],
    recorder: {
      input: (input) => {
        inputs.push(input);
        recorder?.input(input);
      },
      entry: (entry) => recorder?.entry(entry),
      close: async (at, digest) => recorder?.close(at, digest),
    },
  });
  void simulator.ended.then(() => session.stop('the tape is over', 'keep'));
  try {
    const result = await session.done;
    return { pipeline, startAt, inputs, entries, result, digest: result.digest };
  } finally {
    time.close();
  }
};

/** The session of `run` again, from its inputs alone. */
export const replayOf = async (
  { pipeline, startAt, inputs, result }: LiveRun,
  quality = PATIENT,
): Promise<Told> => {
  const entries: Entry[] = [];
  const digest = new RunDigest();
  await replaySession(
    pipeline,
    (async function* () {
      yield inputs;
    })(),
    {
      startAt,
      endAt: result.endAt,
      broker: BROKER,
      quality,
      readers: [(entry) => entries.push(entry), (entry) => digest.take(entry)],
    },
  );
  return { entries, digest: digest.hex() };
};

/**
 * The first entry in which two runs differ, as both have it; undefined where there is none. Compared as text: a
 * deep comparison of a hundred thousand objects takes minutes.
 */
export const firstDifference = (one: Told, other: Told): readonly [string, string] | undefined => {
  const count = Math.max(one.entries.length, other.entries.length);
  for (let i = 0; i < count; i += 1) {
    const pair = [JSON.stringify(one.entries[i]), JSON.stringify(other.entries[i])] as const;
    if (pair[0] !== pair[1]) return pair;
  }
  return undefined;
};
