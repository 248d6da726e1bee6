import { setTimeout as pause } from 'node:timers/promises';
import { asyncScheduler } from 'rxjs';
import { framePaced } from '../../src/adapter/noren/frame-paced.js';
import { norenFeed } from '../../src/adapter/noren/noren-feed.js';
import { DEMO_TOKEN, DEMO_USER } from '../../src/adapter/noren/simulator/sessions.js';
import { simulatorTime, type SimulatorTime } from '../../src/adapter/noren/simulator-time.js';
import { DEFAULT_QUALITY } from '../../src/domain/quality.js';
import type { Instrument } from '../../src/domain/instrument.js';
import { Secret } from '../../src/domain/secret.js';
import type { Strategy } from '../../src/domain/strategy.js';
import type { EpochMs } from '../../src/domain/time.js';
import type { Token } from '../../src/domain/token.js';
import { noCharges } from '../../src/exchange/charges.js';
import type { Pipeline } from '../../src/operator/pipeline.js';
import { NO_LOG } from '../../src/port/log.js';
import type { SessionTokens } from '../../src/port/session-tokens.js';
import { liveSession, type LiveResult, type LiveSession } from '../../src/run/live-session.js';
import { momentum } from '../../strategies/momentum.js';
import { CAPITAL, RISK } from '../bench/pipelines.js';
import { LiveProcess } from '../cli/live-process.js';
import { liveHeap } from '../support/heap.js';
import { recorderOf } from '../support/recorder-of.js';
import type { SoakTape } from './soak-tape.js';
import { idealBroker } from '../support/ideal-exchange.js';

export interface SoakOptions {
  readonly tape: SoakTape;
  /** Where the session is recorded. */
  readonly record: string;
  /** Times real time. */
  readonly speed: number;
  /** With faults, real ms; then without, until every token is live. */
  readonly lengthMs: number;
  /** As `rxtape sim` takes them. */
  readonly faults: string;
  readonly seed: number;
  /** How often memory is looked at, real ms. */
  readonly sampleMs: number;
}

/** A look at the process while the session runs. */
export interface SoakSample {
  /** Reachable, and what buffers hold outside of the heap. */
  readonly bytes: number;
  readonly rssBytes: number;
  /** Timers, sockets and requests that keep the process alive. */
  readonly resources: number;
}

export interface SoakOutcome {
  readonly samples: readonly SoakSample[];
  readonly result: LiveResult;
  /** Inputs and entries that were not recorded. */
  readonly lost: number;
  /** Tokens that had no tick after the last fault. */
  readonly dead: readonly Token[];
}

/** Rates of a frame of market data, and three ends of a connection in the first minutes, whatever chance says. */
export const FAULTS = [
  ...['drop@09:22:00', 'close@09:23:30', 'evict@09:25:00'],
  ...['drop:0.000006', 'close:0.000003', 'evict:0.000003', 'hang:0.000001', 'mute:0.000001', 'http-502:0.05'],
  ...['duplicate:0.001', 'reorder:0.001', 'delay:0.001', 'garbage:0.0005', 'fragment:0.0005', 'split:0.001'],
  ...['burst:0.00002', 'garbage-values:0.001', 'zero-ohlc:0.001', 'no-exchange:0.0005', 'cross-talk:0.0005'],
  ...['wrong-snapshot:0.00001', 'tf-first:0.02', 'bare-snapshot:0.02', 'chunks:0.3'],
].join(',');

/** Short waits, as a session at many times real time needs them: no fault costs more than some seconds. */
const LIMITS = {
  openMs: 3_000,
  ackMs: 2_000,
  backoffFirstMs: 50,
  backoffMostMs: 500,
  steadyMs: 1_000,
  evictedMs: 200,
  evictedMostMs: 1_000,
  heartbeatMs: 500,
  pongMs: 1_500,
  deadMs: 2_000,
  stalledMs: 2_000,
  armingBuckets: 2,
  bucketMs: 200,
  armingMs: 5_000,
  closeMs: 500,
  batchMs: 10,
  snapshotMs: 2_000,
  resubscribes: 100,
  pulseMs: 200,
};

const TOKENS: SessionTokens = {
  current: async () => ({
    uid: DEMO_USER.uid,
    accountId: DEMO_USER.accountId,
    token: new Secret(DEMO_TOKEN),
  }),
  renewed: (_expired, signal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('the feed was stopped')));
    }),
};

/** A paper session with its recording against a simulator in a process of its own in which things go wrong. */
export const soak = async (options: SoakOptions): Promise<SoakOutcome> => {
  const { tape, speed, faults, seed } = options;
  const simulator = LiveProcess.start([
    ...['sim', '--data', tape.data, '--master', tape.master, '--port', '0', '--wait', '--json'],
    ...['--speed', String(speed), '--fault', faults, '--seed', String(seed)],
  ]);
  const [, url = ''] = await simulator.until('stdout', /"feed":"([^"]+)"/);
  const time = await simulatorTime(url);
  if (time === undefined) throw new Error('the simulator has no clock');
  try {
    return await session(url, time, options);
  } finally {
    time.close();
    simulator.signal('SIGTERM');
    await simulator.outcome();
  }
};

const session = async (url: string, time: SimulatorTime, options: SoakOptions): Promise<SoakOutcome> => {
  const { instruments } = options.tape;
  const pipeline = soakPipeline(instruments);
  const startAt = time.now();
  const recorder = await recorderOf(options.record, pipeline, startAt);
  const feed = norenFeed({
    ...{ url, dialect: 'current', tokens: TOKENS, instruments, depth: false, time },
    ...{ scheduler: asyncScheduler, seed: options.seed, limits: LIMITS, log: NO_LOG },
  });
  const tickedAt = new Map<Token, EpochMs>();
  const running = liveSession(pipeline, {
    ...{ feed: framePaced(feed, time), time, startAt, recorder, quality: DEFAULT_QUALITY },
    broker: idealBroker(noCharges, 20),
    readers: [(entry) => entry.kind === 'Tick' && tickedAt.set(entry.token, entry.at)],
  });
  const samples = await sampled(options);
  const calmAt = await calm(url, time);
  const dead = await untilLive(
    running,
    instruments.map(({ token }) => token),
    tickedAt,
    calmAt,
  );
  running.stop('the soak is over', 'keep');
  const result = await running.done;
  return { samples, result, lost: recorder.lost, dead };
};

/** Momentum that trades every minute or two. */
const soakPipeline = (instruments: readonly Instrument[]): Pipeline => ({
  name: 'soak',
  instruments: new Map(instruments.map((instrument) => [instrument.token, instrument])),
  capital: CAPITAL,
  risk: RISK,
  bindings: [
    {
      name: 'momentum',
      strategy: momentum as Strategy<unknown, unknown>,
      config: { fast: 8, slow: 24, quantity: 1, allowShort: true },
      tokens: new Set(instruments.map(({ token }) => token)),
    },
  ],
  history: 64,
  graph: (event$, { strategies }) => event$.pipe(strategies),
});

const sampled = async ({ lengthMs, sampleMs }: SoakOptions): Promise<readonly SoakSample[]> => {
  const samples: SoakSample[] = [];
  for (let passed = 0; passed < lengthMs; passed += sampleMs) {
    await pause(sampleMs);
    const heap = liveHeap();
    const { external, rss } = process.memoryUsage();
    samples.push({
      bytes: heap + external,
      rssBytes: rss,
      resources: process.getActiveResourcesInfo().length,
    });
  }
  return samples;
};

/** Ends all faults; the simulated time at which that was. */
const calm = async (url: string, time: SimulatorTime): Promise<EpochMs> => {
  const place = new URL('/sim/faults', url.replace(/^ws/, 'http'));
  const response = await fetch(place, { method: 'POST', body: 'none' });
  if (!response.ok) throw new Error(`the simulator keeps its faults: ${response.status}`);
  await response.text();
  return time.now();
};

/** Long against any wait of {@link LIMITS}. */
const LIVE_WITHIN_MS = 40_000;
const LOOK_MS = 100;

/** Waits until all tokens have ticked after `at`, and gives those that did not in time. */
const untilLive = async (
  running: LiveSession,
  tokens: readonly Token[],
  tickedAt: ReadonlyMap<Token, EpochMs>,
  at: EpochMs,
): Promise<readonly Token[]> => {
  for (let passed = 0; ; passed += LOOK_MS) {
    const dead = tokens.filter((token) => (tickedAt.get(token) ?? 0) <= at);
    if (passed >= LIVE_WITHIN_MS) return dead;
    if (dead.length === 0 && running.stats().connection === 'Live') return dead;
    await pause(LOOK_MS);
  }
};
