import * as E from 'fp-ts/lib/Either.js';
import { randomsOf } from '../../../src/adapter/generator/random.js';
import { NorenBroker } from '../../../src/adapter/noren/broker/noren-broker.js';
import type { BrokerLimits } from '../../../src/adapter/noren/broker/broker-limits.js';
import { routedFeed } from '../../../src/adapter/noren/broker/routed-feed.js';
import { norenFeed } from '../../../src/adapter/noren/noren-feed.js';
import { restOf } from '../../../src/adapter/noren/rest.js';
import { restOrderBook } from '../../../src/adapter/noren/rest-order-book.js';
import { NO_FAULTS, parseFaults } from '../../../src/adapter/noren/simulator/fault-plan.js';
import { type Simulator, startSimulator } from '../../../src/adapter/noren/simulator/start-simulator.js';
import type { Entry } from '../../../src/domain/entry.js';
import { instrumentBook } from '../../../src/domain/instrument-book.js';
import { rupees } from '../../../src/domain/money.js';
import { Secret } from '../../../src/domain/secret.js';
import type { Pipeline } from '../../../src/operator/pipeline.js';
import { flatCharges } from '../../../src/exchange/charges.js';
import type { Input } from '../../../src/port/input.js';
import { NO_LOG } from '../../../src/port/log.js';
import type { TimeSource } from '../../../src/port/time-source.js';
import { maxPosition } from '../../../src/risk/max-position.js';
import { liveSession } from '../../../src/run/live-session.js';
import { sessionOf } from '../../adapter/noren/feed-run.js';
import { bound } from '../../operator/scripted.js';
import type { LiveRun } from '../live/live-run.js';
import { AS_IT_COMES, LIMITS } from '../storm/storm-run.js';
import { Turns } from '../storm/turns.js';
import { busy } from './busy.js';
import { Person, type Row } from './person.js';
import { INSTRUMENTS, type OrderStorm } from './plan.js';
import { atOf, walk } from './tape.js';

/** A session that lived through a storm, and the broker's books when all was quiet again. */
export interface OrderStormRun extends LiveRun {
  readonly orders: readonly Row[];
  readonly trades: readonly Row[];
  readonly positions: readonly Row[];
  /** Orders that were another here than there when it was asked once more, after all had settled. */
  readonly differences: number;
  readonly isSettled: boolean;
}

/** The session's name in the client ids. */
export const SESSION = 'a storm';

/** In turns of the event loop. */
const BROKER_LIMITS: BrokerLimits = {
  pace: { calls: 40, withinMs: 200, reserved: 10 },
  graceMs: 400,
  quietMs: 60,
  awaitMs: 120,
  againMs: 60,
  everyMs: 400,
};
/** An order call without an answer is given up after so long. */
const CALL_MS = 300;
/** A bound for what nobody waits for unless the project is wrong. */
const LONG = 40_000;

export const runOrderStorm = async (storm: OrderStorm): Promise<OrderStormRun> => {
  const simulator = await startSimulator({
    book: instrumentBook(INSTRUMENTS),
    speed: 'manual',
    open: async () => [walk(storm.seed)],
    seed: storm.seed,
  });
  const turns = new Turns();
  const person = new Person(simulator, randomsOf(storm.seed + 3)());
  try {
    return await livedThrough(storm, simulator, turns, person);
  } finally {
    turns.stop();
    await simulator.close();
  }
};

const livedThrough = async (
  storm: OrderStorm,
  simulator: Simulator,
  turns: Turns,
  person: Person,
): Promise<OrderStormRun> => {
  const { scheduler } = turns;
  const time: TimeSource = {
    now: () => simulator.clock().now,
    realMsUntil: (at) => (at <= simulator.clock().now ? 0 : Infinity),
  };
  const { uid, accountId } = simulator.user;
  const tokens = sessionOf({ uid, accountId, token: new Secret(simulator.token) });
  const deployment = {
    restUrl: `${simulator.url.replace(/^ws/, 'http')}/NorenWClientAPI/`,
    restAuth: 'bearer',
  } as const;
  const log = NO_LOG;
  const broker = new NorenBroker({
    rest: restOf(deployment, scheduler, CALL_MS),
    reader: restOrderBook({ rest: restOf(deployment, scheduler), log }),
    ...{ tokens, instruments: PIPELINE.instruments, charges: flatCharges(rupees(20)), session: SESSION },
    ...{ time, real: turns, limits: BROKER_LIMITS, log },
  });
  const feed = norenFeed({
    url: `${simulator.url}/NorenWSAPI/`,
    ...{ dialect: 'current', tokens, instruments: INSTRUMENTS, depth: false, time, scheduler, log },
    seed: storm.seed,
    limits: LIMITS,
    orders: restOrderBook({ rest: restOf(deployment, scheduler), log }),
  });
  const inputs: Input[] = [];
  const entries: Entry[] = [];
  const startAt = time.now();
  const session = liveSession(PIPELINE, {
    feed: routedFeed(feed, broker),
    ...{ time, startAt, quality: AS_IT_COMES },
    broker: (_, heard$) => broker.onBelt(heard$),
    readers: [(entry) => entries.push(entry)],
    recorder: {
      input: (input) => inputs.push(input),
      entry: () => undefined,
      close: async () => undefined,
    },
  });
  let failure: unknown;
  session.done.catch((error: unknown) => (failure = error ?? 'it failed'));

  const random = randomsOf(storm.seed + 2)();
  let next = 0;
  const play = async (count: number): Promise<void> => {
    await simulator.advanceTo(atOf(next));
    next += 1;
    await turns.pass(count);
  };
  const hasTicks = (): boolean => entries.some(({ kind }) => kind === 'Tick');
  while (!hasTicks() && failure === undefined && next < 1_000) await play(4);

  simulator.follow(planOf(storm));
  for (const first = next; next - first < storm.messages && failure === undefined;) {
    for (const { act } of storm.acts.filter(({ before }) => before === next - first))
      if (act === 'place' || act === 'cancel' || act === 'modify') person.act(act);
      else simulator.inject(act);
    await play(random.integer(1, 30));
  }
  simulator.follow(NO_FAULTS);
  void session.command({
    command: 'halt',
    strategy: undefined,
    token: undefined,
    by: 'the storm',
    reason: 'is over',
  });
  await person.leave();
  await turns.pass(2 * BROKER_LIMITS.everyMs); // what was lost is looked for at least so often
  const isSettled = await turns.until(() => failure !== undefined || !broker.isAwaiting, LONG);
  await turns.pass(2 * BROKER_LIMITS.everyMs);
  const differences = failure === undefined ? await broker.reconcile() : 0;
  const books = {
    orders: await person.rows('OrderBook'),
    trades: await person.rows('TradeBook'),
    positions: await person.rows('PositionBook'),
  };
  session.stop('all is told', 'keep');
  const result = await session.done;
  return {
    ...{ pipeline: PIPELINE, startAt, inputs, entries, result, digest: result.digest },
    ...{ ...books, differences, isSettled },
  };
};

const planOf = ({ rates }: OrderStorm) => {
  if (rates === '') return NO_FAULTS;
  const plan = parseFaults(rates);
  if (E.isLeft(plan)) throw new Error(plan.left);
  return plan.right;
};

export const PIPELINE: Pipeline = {
  name: 'order-storm',
  instruments: new Map(INSTRUMENTS.map((instrument) => [instrument.token, instrument])),
  capital: rupees(1_000_000_000),
  risk: [maxPosition(200)],
  bindings: [
    bound(
      busy,
      undefined,
      INSTRUMENTS.map(({ token }) => token),
    ),
  ],
  history: 4,
  graph: (event$, { strategies }) => event$.pipe(strategies),
};
