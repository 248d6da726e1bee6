import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { loadInstruments } from '../../src/adapter/master/load-instruments.js';
import { parseFaults } from '../../src/adapter/noren/simulator/fault-plan.js';
import { type Simulator, startSimulator } from '../../src/adapter/noren/simulator/start-simulator.js';
import { openTape } from '../../src/adapter/tape/open-tape.js';
import type { Entry } from '../../src/domain/entry.js';
import { rupees } from '../../src/domain/money.js';
import { copyMessage, type TouchlineMessage } from '../../src/domain/touchline.js';
import { DEFAULT_QUALITY } from '../../src/domain/quality.js';
import { flatCharges } from '../../src/exchange/charges.js';
import { ALL_TOKENS } from '../../src/port/tape.js';
import { NO_LOG } from '../../src/port/log.js';
import { LINE_BOUND } from '../../src/run/live-session.js';
import { prepareSession } from '../../src/run/prepare-session.js';
import { runSession, type SessionOutcome } from '../../src/run/run-session.js';
import type { SessionPlan } from '../../src/run/session-plan.js';
import { verify } from '../../src/run/verify.js';
import { VOLLEY } from './live/volley.js';
import { call } from '../adapter/noren/simulator/call.js';
import { rejection } from '../support/rejection.js';

/** Decides often. */
const QUICK = [
  { strategy: 'momentum', key: 'fast', value: 4 },
  { strategy: 'momentum', key: 'slow', value: 12 },
];

const planOf = (feed: string, facts: Partial<SessionPlan> = {}): SessionPlan => ({
  kind: 'paper',
  path: 'pipelines/momentum.ts',
  settings: QUICK,
  masters: ['data/instruments.csv'],
  feed,
  depth: false,
  quality: { ...DEFAULT_QUALITY, on: { ...DEFAULT_QUALITY.on, Stale: 'keep' } },
  broker: { kind: 'routed', charges: flatCharges(rupees(20)) },
  record: undefined,
  resume: { kind: 'none' },
  changed: 'refused',
  out: undefined,
  control: undefined,
  endAt: () => undefined,
  env: {},
  ...facts,
});

/** The morning of the sample day at a simulator that plays it as it is told to. */
const morning = async (
  faults: string,
): Promise<{ readonly simulator: Simulator; readonly messages: readonly TouchlineMessage[] }> => {
  const plan = parseFaults(faults);
  if (E.isLeft(plan)) throw new Error(plan.left);
  const messages = await firstMessages(6_000);
  const simulator = await startSimulator({
    book: await loadInstruments(['data/instruments.csv']),
    speed: 'manual',
    open: async () => [messages],
    faults: plan.right,
    seed: 3,
  });
  return { simulator, messages };
};

const firstMessages = async (count: number): Promise<readonly TouchlineMessage[]> => {
  const messages: TouchlineMessage[] = [];
  for await (const batch of (await openTape({ paths: ['data/sample-day.parquet'] })).batches(ALL_TOKENS))
    for (const message of batch) {
      if (messages.length === count) return messages;
      if (message.kind !== 'Malformed') messages.push(copyMessage(message));
    }
  return messages;
};

/** Whether a session subscribes and which orders an answer is due of, by what its reader is shown. */
class Awaited {
  private readonly ids = new Set<string>();
  private isSubscribing = false;

  take(entry: Entry): void {
    if (entry.kind === 'FeedEvent' && entry.connection === 'Subscribing') this.isSubscribing = true;
    else if (entry.kind === 'OrderSent') this.ids.add(entry.order.id);
    else if (entry.kind === 'OrderUpdate' && RESTS_OR_OVER.has(entry.order.state))
      this.ids.delete(entry.order.id);
  }

  /**
   * Resolves when it subscribes and no answer is due; looked at once in each turn of the event loop, in which all
   * sockets are read.
   */
  async none(): Promise<void> {
    for (let turn = 0; turn < TURNS || this.ids.size > 0 || !this.isSubscribing; turn += 1)
      await new Promise((resolve) => setImmediate(resolve));
  }
}

const RESTS_OR_OVER: ReadonlySet<string> = new Set([
  ...['Open', 'PartiallyFilled', 'Filled', 'Cancelled', 'Rejected'],
]);
/** So many a price has to come to the belt, and an order from there to the exchange. */
const TURNS = 10;
/** Messages of the tape that come before the session is stopped the first time: it has sold, and buys back later. */
const HALF = 1_100;
/** Of the tape, between two looks. */
const MESSAGES = 20;

type Row = Readonly<Record<string, string>>;

describe('a paper session whose orders go out', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'rxtape-routed-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  /** Runs the session of `plan` while these messages are played, and stops it in good order. */
  const lived = async (
    simulator: Simulator,
    plan: SessionPlan,
    messages: readonly TouchlineMessage[],
  ): Promise<SessionOutcome> => {
    const awaited = new Awaited();
    const running = runSession(await prepareSession(plan, NO_LOG), {
      reader: (entry) => awaited.take(entry),
      lineBound: LINE_BOUND,
      onStop: 'keep',
      heartbeatMs: 0,
      seed: 1,
      log: NO_LOG,
    });
    await awaited.none();
    for (let i = 0; i < messages.length; i += MESSAGES) {
      await simulator.advanceTo(messages[i]?.receivedAt ?? simulator.clock().now);
      await awaited.none();
    }
    running.stop('the morning is over', 'keep');
    return running.done;
  };

  /** Every order of ours is in the broker's book once, the positions are the same, and it verifies without a broker. */
  const checked = async (simulator: Simulator, { result, folder }: SessionOutcome): Promise<void> => {
    const rows = (await call(simulator, 'OrderBook')) as readonly Row[];
    const positions = (await call(simulator, 'PositionBook')) as readonly Row[];
    const held = new Map(result.standing.positions.map(({ token, quantity }) => [token as string, quantity]));

    expect(result.stats.fills).to.be.above(1);
    expect(rows).to.have.length(result.stats.orders);
    expect(new Set(rows.map(({ remarks }) => remarks))).to.have.property('size', rows.length);
    for (const { exch, token, netqty } of positions)
      expect(held.get(`${exch}|${token}`) ?? 0, token).to.equal(Number(netqty));
    const found = await verify(folder ?? '', { pipeline: undefined, log: NO_LOG });
    expect(found.difference).to.equal(null);
    expect(found.digest.replayed).to.equal(result.digest);
  };

  it('trades at the exchange of the simulator, and verifies without it', async () => {
    const { simulator, messages } = await morning('om-duplicate:0.3,om-first:0.3,partial-fill:0.5');
    try {
      const plan = planOf(`${simulator.url}/NorenWSAPI/`, { record: dir });
      const outcome = await lived(simulator, plan, messages);

      await checked(simulator, outcome);
      expect(outcome.report.config.settings).to.include({ broker: 'feed', charges: 'flat:20' });
    } finally {
      await simulator.close();
    }
  });

  it('goes on where it was stopped, sends nothing again, and is one session', async () => {
    const { simulator, messages } = await morning('om-duplicate:0.3');
    try {
      const plan = planOf(`${simulator.url}/NorenWSAPI/`, { record: dir });
      const first = await lived(simulator, plan, messages.slice(0, HALF));
      const resume = { kind: 'folder', folder: first.folder ?? '' } as const;
      const whole = await lived(simulator, { ...plan, resume }, messages.slice(HALF));

      expect(first.result.stats.fills).to.be.above(0);
      expect(whole.folder).to.equal(first.folder);
      await checked(simulator, whole);
    } finally {
      await simulator.close();
    }
  });

  it('is stopped with orders that wait for their turn: they never go out, and say so on its tape', async () => {
    const { simulator, messages } = await morning('om-duplicate:0.3');
    try {
      const plan = planOf(`${simulator.url}/NorenWSAPI/`, {
        path: 'test/run/live/volley.ts',
        settings: [],
        record: dir,
      });
      const rejected: (string | undefined)[] = [];
      let isStopped = false;
      const running = runSession(await prepareSession(plan, NO_LOG), {
        reader: (entry) => {
          if (entry.kind !== 'OrderUpdate') return;
          if (entry.change === 'Opened' && !isStopped) {
            isStopped = true;
            running.stop('it is enough', 'keep');
          }
          if (entry.change === 'Rejected') rejected.push(entry.reason);
        },
        ...{ lineBound: LINE_BOUND, onStop: 'keep', heartbeatMs: 0, seed: 1, log: NO_LOG },
      });
      await simulator.advanceTo(messages[MESSAGES]?.receivedAt ?? simulator.clock().now);
      const { result, folder } = await running.done;
      const rows = (await call(simulator, 'OrderBook')) as readonly Row[];
      const found = await verify(folder ?? '', { pipeline: undefined, log: NO_LOG });

      expect(rejected.length).to.be.above(0);
      for (const reason of rejected)
        expect(reason).to.equal('halt by the session: it is enough; it had not gone out yet');
      expect(result.standing.orders).to.have.length(VOLLEY - rejected.length);
      expect(rows.length).to.be.at.most(VOLLEY - rejected.length);
      expect(found.difference).to.equal(null);
      expect(found.digest.replayed).to.equal(result.digest);
    } finally {
      await simulator.close();
    }
  });

  it('is refused where the feed is no simulator: orders to real brokers are not switched on', async () => {
    const server = createServer((_, response) => response.writeHead(404).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const env = { RXTAPE_UID: 'FA00000', RXTAPE_SESSION_TOKEN: 'a token' };
    try {
      const error = await rejection(
        prepareSession(planOf(`ws://127.0.0.1:${port}/NorenWSAPI/`, { env }), NO_LOG),
      );

      expect(error)
        .to.be.an('error')
        .with.property('message')
        .that.contains('--broker feed')
        .and.contains('not switched on yet');
    } finally {
      server.close();
    }
  });
});
