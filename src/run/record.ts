import { asyncScheduler } from 'rxjs';
import { noBroker } from '../adapter/live/no-broker.js';
import { loadInstruments } from '../adapter/master/load-instruments.js';
import { framePaced } from '../adapter/noren/frame-paced.js';
import { norenFeed } from '../adapter/noren/noren-feed.js';
import type { Environment } from '../adapter/noren/session-file.js';
import type { RecorderStats } from '../adapter/recording/recorder-state.js';
import { sessionRecorder, type SessionRecorder } from '../adapter/recording/session-recorder.js';
import { DEFAULT_QUALITY } from '../domain/quality.js';
import { type EpochMs, SECOND_MS } from '../domain/time.js';
import type { Pipeline } from '../operator/pipeline.js';
import type { Log } from '../port/log.js';
import type { TimeSource } from '../port/time-source.js';
import { checkFolder } from './check-folder.js';
import { liveSession } from './live-session.js';
import { onceAt } from './once-at.js';
import { onlyRecording } from './recorded-pipeline.js';
import { resolveInstruments } from './resolve-instruments.js';
import { type SessionLogin, sessionLogin } from './session-login.js';
import { settleTime } from './session-time.js';
import { StartUp } from './start-up.js';
import { VERSION } from './version.js';

/** What is to be recorded. */
export interface RecordPlan {
  /** Names or tokens. */
  readonly instruments: readonly string[];
  readonly masters: readonly string[];
  /** `noren`, a broker's name, or the URL of a WebSocket. */
  readonly feed: string;
  readonly depth: boolean;
  /** Folder in which the recording gets one of its own. */
  readonly dir: string;
  /** When it ends by itself, of when it starts; throws a UsageError where that is over. Undefined is never. */
  readonly endAt: (startAt: EpochMs) => EpochMs | undefined;
  /** Where credentials are looked for. */
  readonly env: Environment;
}

/** A recording of which all is checked: the next thing to do is to connect. */
export interface PreparedRecording {
  readonly plan: RecordPlan;
  readonly pipeline: Pipeline;
  readonly login: SessionLogin;
  readonly time: TimeSource;
  readonly startAt: EpochMs;
  readonly endAt: EpochMs | undefined;
  readonly recorder: SessionRecorder;
}

export interface RecordOptions {
  /** From so many waiting messages on, updates of a token are folded into one. */
  readonly lineBound: number;
  /** How often it is told how far it is, real ms; 0 is never. */
  readonly progressMs: number;
  readonly onProgress: (stats: RecorderStats) => void;
  /** Of the backoff's jitter. */
  readonly seed: number;
  readonly log: Log;
}

export interface Recorded {
  readonly folder: string;
  readonly reason: string;
  readonly stats: RecorderStats;
  /** Messages that were folded into others of their token before they were recorded. */
  readonly conflated: number;
}

/** Checks what a recording needs, before any socket for it is opened. Rejects with a Failure that says what to do. */
export const prepareRecording = async (plan: RecordPlan, log: Log): Promise<PreparedRecording> => {
  const start = new StartUp(log, ['instruments', 'credentials', 'clock', 'recording']);
  const pipeline = await start.step(
    'instruments',
    async () => onlyRecording(resolveInstruments(await loadInstruments(plan.masters), plan.instruments)),
    ({ instruments }) => [...instruments.values()].map(({ name, token }) => `${name} (${token})`).join(', '),
  );
  const login = await start.step(
    'credentials',
    () => sessionLogin(plan.feed, plan.env, log),
    ({ uid, deployment }) => `${uid} at ${deployment.name}`,
  );
  try {
    const time = await settleTime(start, login, plan.endAt, log);
    const startAt = time.now();
    const recorder = await start.step(
      'recording',
      () => {
        checkFolder('--out', plan.dir);
        return sessionRecorder({
          dir: plan.dir,
          header: {
            rxtape: VERSION,
            name: pipeline.name,
            kind: 'record',
            pipeline: undefined,
            settings: [],
            instruments: [...pipeline.instruments.values()],
            quality: DEFAULT_QUALITY,
            broker: { kind: 'none' },
            tables: [],
            startAt,
            feed: login.deployment.name,
          },
          log,
        });
      },
      ({ folder }) => folder,
    );
    return { plan, pipeline, login, time, startAt, endAt: plan.endAt(startAt), recorder };
  } catch (error) {
    login.simulator?.close();
    throw error;
  }
};

/** Records until it is stopped, its time has come, or a simulator has nothing more to play. */
export const runRecording = (
  { plan, pipeline, login, time, startAt, endAt, recorder }: PreparedRecording,
  { lineBound, progressMs, onProgress, seed, log }: RecordOptions,
): { readonly done: Promise<Recorded>; stop(reason: string): void } => {
  const { simulator } = login;
  const noren = norenFeed({
    url: login.deployment.socketUrl,
    dialect: login.deployment.dialect,
    tokens: login.tokens,
    instruments: [...pipeline.instruments.values()],
    depth: plan.depth,
    time,
    scheduler: asyncScheduler,
    seed,
    log,
  });
  const session = liveSession(pipeline, {
    feed: simulator === undefined ? noren : framePaced(noren, simulator),
    time,
    startAt,
    broker: noBroker,
    quality: DEFAULT_QUALITY,
    readers: endAt === undefined ? [] : [onceAt(endAt, () => session.stop('its time has come', 'keep'))],
    recorder,
    lineBound,
    stopWithinMs: SECOND_MS,
  });
  const telling = progressMs === 0 ? undefined : setInterval(() => onProgress(recorder.stats()), progressMs);
  void simulator?.ended.then((why) => session.stop(why, 'keep'));
  return {
    done: session.done
      .then(({ reason, stats: { conflated } }) => ({
        folder: recorder.folder,
        reason,
        stats: recorder.stats(),
        conflated,
      }))
      .finally(() => {
        clearInterval(telling);
        simulator?.close();
      }),
    stop: (reason) => session.stop(reason, 'keep'),
  };
};
