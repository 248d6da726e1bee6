import * as E from 'fp-ts/lib/Either.js';
import { randomsOf } from '../../../src/adapter/generator/random.js';
import type { ConnectionLimits } from '../../../src/adapter/noren/connection-limits.js';
import { norenFeed } from '../../../src/adapter/noren/noren-feed.js';
import { restOf } from '../../../src/adapter/noren/rest.js';
import { restOrderBook } from '../../../src/adapter/noren/rest-order-book.js';
import { type FaultPlan, NO_FAULTS, parseFaults } from '../../../src/adapter/noren/simulator/fault-plan.js';
import { type Simulator, startSimulator } from '../../../src/adapter/noren/simulator/start-simulator.js';
import type { Entry } from '../../../src/domain/entry.js';
import { instrumentBook } from '../../../src/domain/instrument-book.js';
import { rupees } from '../../../src/domain/money.js';
import { DEFAULT_QUALITY, type Quality } from '../../../src/domain/quality.js';
import { FLAG_NAMES } from '../../../src/domain/touchline.js';
import type { Pipeline } from '../../../src/operator/pipeline.js';
import type { Input } from '../../../src/port/input.js';
import { NO_LOG } from '../../../src/port/log.js';
import type { TimeSource } from '../../../src/port/time-source.js';
import { maxPosition } from '../../../src/risk/max-position.js';
import { LINE_BOUND, liveSession } from '../../../src/run/live-session.js';
import { bound } from '../../operator/scripted.js';
import { restless } from '../oracle/restless.js';
import { BROKER, type LiveRun } from '../live/live-run.js';
import { BrokerDesk } from './broker-desk.js';
import { type Act, type Storm } from './plan.js';
import { atOf, tapeOf } from './tape.js';
import { Turns } from './turns.js';
import type { Heard, Known } from './wire-oracle.js';
import { Wiretap } from './wiretap.js';

/** A session that lived through a storm and the calm behind it. */
export interface StormRun extends LiveRun {
  readonly heard: readonly Heard[];
  /** What was true of each token after each of its messages. */
  readonly truth: ReadonlyMap<string, readonly Known[]>;
  /** Whether every token had a tick again, on one connection, after the faults had stopped. */
  readonly isBack: boolean;
  /** How long the feed waited before its tries, of those that it began to wait for after the faults had stopped. */
  readonly waits: readonly number[];
  /** What the exchange told of each order, oldest first. */
  readonly stories: readonly (readonly Readonly<Record<string, string>>[])[];
}

/** In turns of the event loop. What waits for the other side waits for far more turns than it ever needs. */
export const LIMITS: ConnectionLimits = {
  openMs: 5_000,
  ackMs: 5_000,
  backoffFirstMs: 5,
  backoffMostMs: 80,
  jitter: 0.5,
  steadyMs: 400,
  firstTries: 8,
  evictedMs: 20,
  evictedMostMs: 120,
  morningMs: 150,
  slowMs: 150,
  heartbeatMs: 60,
  pongMs: 200,
  deadMs: 1_000,
  probeMs: 200,
  unheardMs: 500,
  stalledMs: 300,
  armingBuckets: 1,
  bucketMs: 20,
  armingMs: 200,
  mutes: 2,
  closeMs: 30,
  batchSize: 100,
  batchMs: 3,
  snapshotMs: 200,
  resubscribes: 3,
  mostTokens: Infinity,
  usualTokens: 100,
  silentMs: 60_000,
  pulseMs: 10,
  reconcileMs: 5_000,
  reconcileTries: 50,
};

/** A bound for what nobody waits for unless the project is wrong. */
const LONG = 6_000;

/** Every tick is passed on, whatever its flags. */
export const AS_IT_COMES: Quality = {
  ...DEFAULT_QUALITY,
  on: Object.fromEntries(FLAG_NAMES.map((name) => [name, 'keep'])) as Quality['on'],
};

export const runStorm = async (storm: Storm): Promise<StormRun> => {
  const { messages, truth } = tapeOf(storm);
  const simulator = await startSimulator({
    book: instrumentBook(storm.market),
    speed: 'manual',
    open: async () => [messages()],
    seed: storm.seed,
  });
  const turns = new Turns();
  const desk = new BrokerDesk(simulator);
  try {
    return { ...(await livedThrough(storm, simulator, turns, desk)), truth };
  } finally {
    desk.leave();
    turns.stop();
    await simulator.close();
  }
};

const livedThrough = async (
  storm: Storm,
  simulator: Simulator,
  turns: Turns,
  desk: BrokerDesk,
): Promise<Omit<StormRun, 'truth'>> => {
  const pipeline = pipelineOf(storm);
  const tap = new Wiretap(turns.scheduler);
  const time: TimeSource = {
    now: () => simulator.clock().now,
    realMsUntil: (at) => (at <= simulator.clock().now ? 0 : Infinity),
  };
  const inputs: Input[] = [];
  const entries: Entry[] = [];
  const ticking = new Set<string>();
  const startAt = time.now();
  const session = liveSession(pipeline, {
    feed: tap.listening(
      norenFeed({
        url: `${simulator.url}/NorenWSAPI/`,
        dialect: 'current',
        tokens: desk,
        instruments: storm.instruments,
        depth: storm.depth,
        time,
        scheduler: tap.scheduler,
        seed: storm.seed,
        limits: { ...LIMITS, batchSize: storm.batchSize },
        orders: restOrderBook({
          rest: restOf(
            { restUrl: `${simulator.url.replace(/^ws/, 'http')}/NorenWClientAPI/`, restAuth: 'bearer' },
            turns.scheduler,
          ),
          log: NO_LOG,
        }),
        log: NO_LOG,
        open: tap.open,
      }),
    ),
    time,
    startAt,
    broker: BROKER,
    quality: AS_IT_COMES,
    lineBound: storm.lineBound ?? LINE_BOUND,
    readers: [
      (entry) => {
        entries.push(entry);
        if (entry.kind === 'Tick') ticking.add(entry.token);
        if (entry.kind === 'FeedEvent' && entry.connection === 'Connecting') ticking.clear();
      },
    ],
    recorder: {
      input: (input) => inputs.push(input),
      entry: () => undefined,
      close: async () => undefined,
    },
  });
  let failure: unknown;
  session.done.catch((error: unknown) => (failure = error ?? 'it failed'));
  const isOver = (): boolean => failure !== undefined;

  const random = randomsOf(storm.seed + 2)();
  let next = 0;
  const play = async (count: number): Promise<void> => {
    await simulator.advanceTo(atOf(next));
    next += 1;
    await turns.pass(count);
  };
  const isBack = (): boolean => ticking.size === storm.instruments.length;
  const until = async (wanted: () => boolean): Promise<boolean> => {
    for (const last = turns.now() + LONG; !wanted() && !isOver() && turns.now() < last;) await play(2);
    return wanted();
  };

  /** What the exchange has told of orders when nothing is on its way any more; no more than so many turns later. */
  const settled = async (): Promise<StormRun['stories']> => {
    await desk.idle();
    const stories = await desk.stories();
    const told = stories.flat().length;
    await turns.until(() => entries.filter(isOrder).length >= told || isOver(), LONG);
    await turns.pass(20);
    return stories;
  };

  await until(isBack);
  simulator.follow(planOf(storm));
  for (const first = next; next - first < storm.messages && !isOver();) {
    for (const { act } of storm.acts.filter(({ before }) => before === next - first))
      strike(act, simulator, () => desk.act(act as 'place', storm.instruments, random));
    await play(random.integer(1, 12));
  }
  simulator.follow(NO_FAULTS);
  tap.isCalm = true;
  ticking.clear();
  const cameBack = await until(isBack);
  tap.isCalm = false; // the prices may stand still from now on
  const stories = isOver() ? [] : await settled();
  session.stop('the storm is over', 'keep');
  const result = await session.done;
  return {
    pipeline,
    startAt,
    inputs,
    entries,
    result,
    digest: result.digest,
    heard: tap.heard,
    isBack: cameBack,
    waits: tap.waits,
    stories,
  };
};

export const isOrder = (entry: Entry): boolean => entry.kind === 'FeedEvent' && entry.event === 'Order';

const strike = (act: Act['act'], simulator: Simulator, order: () => void): void => {
  if (act === 'place' || act === 'cancel' || act === 'modify') order();
  else simulator.inject(act);
};

const planOf = ({ rates }: Storm): FaultPlan => {
  if (rates === '') return NO_FAULTS;
  const plan = parseFaults(rates);
  if (E.isLeft(plan)) throw new Error(plan.left);
  return plan.right;
};

const pipelineOf = ({ instruments }: Storm): Pipeline => ({
  name: 'storm',
  instruments: new Map(instruments.map((instrument) => [instrument.token, instrument])),
  capital: rupees(1_000_000_000),
  risk: [maxPosition(60)],
  bindings: [
    bound(
      restless,
      undefined,
      instruments.map(({ token }) => token),
    ),
  ],
  history: 4,
  graph: (event$, { strategies }) => event$.pipe(strategies),
});
