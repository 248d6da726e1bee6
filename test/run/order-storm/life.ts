import { ReplaySubject, takeUntil } from 'rxjs';
import type { BrokerLimits } from '../../../src/adapter/noren/broker/broker-limits.js';
import { NorenBroker } from '../../../src/adapter/noren/broker/noren-broker.js';
import { routedFeed } from '../../../src/adapter/noren/broker/routed-feed.js';
import { norenFeed } from '../../../src/adapter/noren/noren-feed.js';
import { restOf } from '../../../src/adapter/noren/rest.js';
import { restOrderBook } from '../../../src/adapter/noren/rest-order-book.js';
import type { Simulator } from '../../../src/adapter/noren/simulator/start-simulator.js';
import { entryText } from '../../../src/codec/recording/entry-text.js';
import type { Entry } from '../../../src/domain/entry.js';
import { rupees } from '../../../src/domain/money.js';
import { Secret } from '../../../src/domain/secret.js';
import type { EpochMs } from '../../../src/domain/time.js';
import { copyMessage } from '../../../src/domain/touchline.js';
import { flatCharges } from '../../../src/exchange/charges.js';
import type { Pipeline } from '../../../src/operator/pipeline.js';
import type { BrokerOf, Sent } from '../../../src/port/broker.js';
import type { Input } from '../../../src/port/input.js';
import { NO_LOG } from '../../../src/port/log.js';
import type { TimeSource } from '../../../src/port/time-source.js';
import { type LiveSession, liveSession } from '../../../src/run/live-session.js';
import { SecondLife } from '../../../src/run/second-life.js';
import { sessionOf } from '../../adapter/noren/feed-run.js';
import { pastOf, type Write } from '../lives.js';
import { AS_IT_COMES, LIMITS } from '../storm/storm-run.js';
import type { Turns } from '../storm/turns.js';

/** The session's name in the client ids. */
export const SESSION = 'a storm';

/** In turns of the event loop. */
export const BROKER_LIMITS: BrokerLimits = {
  pace: { calls: 40, withinMs: 200, reserved: 10 },
  graceMs: 400,
  quietMs: 60,
  awaitMs: 120,
  againMs: 60,
  everyMs: 400,
  goOnTries: 100,
};
/** An order call without an answer is given up after so long. */
const CALL_MS = 300;

/** Where a session lives. */
export interface Place {
  readonly simulator: Simulator;
  readonly turns: Turns;
  readonly pipeline: Pipeline;
  readonly seed: number;
  /** Where its first life began. */
  readonly startAt: EpochMs;
}

/** One life of a session, from its start or its going on to its end or its being killed. */
export interface Life {
  readonly session: LiveSession;
  readonly broker: NorenBroker;
  /** All that its readers were shown, its past included. */
  readonly entries: readonly Entry[];
  /** All that was written, of the lives before too. */
  readonly writes: readonly Write[];
  readonly failure: () => unknown;
  /** As a process that is gone: nothing goes out or is written any more; resolves when its sockets are closed. */
  kill(): Promise<void>;
}

/**
 * Begins a session, or goes on with one that has written `before`. It is killed by itself when it is to send what
 * `diesAt`, which is written down and does not go out.
 */
export const beginLife = (
  { simulator, turns, pipeline, seed, startAt }: Place,
  before: readonly Write[] = [],
  diesAt: (sent: Sent) => boolean = () => false,
): Life => {
  const { scheduler } = turns;
  const time: TimeSource = {
    now: () => simulator.clock().now,
    realMsUntil: (at) => (at <= simulator.clock().now ? 0 : Infinity),
  };
  const { uid, accountId } = simulator.user;
  const tokens = sessionOf({ uid, accountId, token: new Secret(simulator.token) });
  const restUrl = `${simulator.url.replace(/^ws/, 'http')}/NorenWClientAPI/`;
  const deployment = { restUrl, restAuth: 'bearer' } as const;
  const log = NO_LOG;
  const broker = new NorenBroker({
    rest: restOf(deployment, scheduler, CALL_MS),
    reader: restOrderBook({ rest: restOf(deployment, scheduler), log }),
    ...{ tokens, instruments: pipeline.instruments, charges: flatCharges(rupees(20)), session: SESSION },
    ...{ time, real: turns, limits: BROKER_LIMITS, log },
  });
  const feed = norenFeed({
    url: `${simulator.url}/NorenWSAPI/`,
    ...{
      dialect: 'current',
      tokens,
      instruments: [...pipeline.instruments.values()],
      depth: false,
      time,
      scheduler,
      log,
      seed,
    },
    limits: LIMITS,
    orders: restOrderBook({ rest: restOf(deployment, scheduler), log }),
  });
  const writes: Write[] = [...before];
  const entries: Entry[] = [];
  const killed$ = new ReplaySubject<void>(1); // it may be killed before it connects, while it goes on
  let isDead = false;
  const onBelt: BrokerOf = (_, heard$) => {
    const belt = broker.onBelt(heard$);
    return {
      ...belt,
      send: (sent) => {
        isDead ||= diesAt(sent);
        if (!isDead) belt.send(sent);
      },
    };
  };
  const second = before.length === 0 ? undefined : new SecondLife(pastOf(before));
  const write = (one: Write): void => {
    if (!isDead) writes.push(one);
  };
  const routed = routedFeed(feed, broker);
  const session = liveSession(pipeline, {
    feed: { ...routed, message$: routed.message$.pipe(takeUntil(killed$)) },
    ...{ time, startAt, quality: AS_IT_COMES },
    ...(second === undefined ? {} : { second }),
    broker: second?.held(onBelt) ?? onBelt,
    readers: [(entry) => entries.push(entry)],
    recorder: {
      input: (input) => write({ kind: 'input', input: copied(input), realAt: 0 }),
      entry: (entry) => write({ kind: 'entry', entry, text: entryText(entry), realAt: 0 }),
      close: async () => undefined,
    },
  });
  let failure: unknown;
  session.done.catch((error: unknown) => (failure = error ?? 'it failed'));
  return {
    ...{ session, broker, entries, writes },
    failure: () => failure,
    kill: async () => {
      isDead = true;
      killed$.next();
      await session.done;
    },
  };
};

const copied = (input: Input): Input =>
  input.kind === 'tk' || input.kind === 'tf' ? copyMessage(input) : input;
