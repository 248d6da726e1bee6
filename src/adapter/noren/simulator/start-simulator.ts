import { performance } from 'node:perf_hooks';
import { CONSERVATIVE_FILLS, type FillModel, IDEAL_FILLS } from '../../../domain/fill-model.js';
import { DataError } from '../../../domain/failure.js';
import type { InstrumentBook } from '../../../domain/instrument-book.js';
import { type EpochMs, epochMs, MINUTE_MS } from '../../../domain/time.js';
import type { MessageBatch } from '../../../port/feed.js';
import { Chances } from './chances.js';
import { ChoppedStream } from './chopped-stream.js';
import { ChartBook } from './chart-book.js';
import { tellClock } from './clock-channel.js';
import { Control } from './control.js';
import { type Dialect, dialectOf } from './dialect.js';
import { Exchange } from './exchange.js';
import type { FaultName } from './fault-list.js';
import { type FaultPlan, NO_FAULTS } from './fault-plan.js';
import { Market } from './market.js';
import { MarketConnection } from './market-connection.js';
import { OrderDesk } from './order-desk.js';
import { OrderTeller } from './order-teller.js';
import { Player } from './player.js';
import { RestService } from './rest/rest-service.js';
import { listen, pathOf, type Services, type SocketService } from './server.js';
import { DEMO_TOKEN, DEMO_USER, type DemoUser, Sessions } from './sessions.js';
import { type ClockTold, SimulatedClock, type Speed } from './simulated-clock.js';

/** From the book that clients are shown; the way there is the network's, and the desk checks orders itself. */
export const SERVED_FILLS: FillModel = {
  ...CONSERVATIVE_FILLS,
  entryLatency: IDEAL_FILLS.entryLatency,
  responseLatency: IDEAL_FILLS.responseLatency,
  isChecked: false,
};

export interface SimulatorOptions {
  /** The messages to play; asked again for each time round. Each is valid until the next is taken. */
  readonly open: () => Promise<AsyncIterable<MessageBatch> | Iterable<MessageBatch>>;
  /** What can be searched for, and how the feed names and counts it. */
  readonly book: InstrumentBook;
  readonly speed: Speed;
  /** 127.0.0.1 unless it is told otherwise. */
  readonly host?: string;
  /** 0, the default, for any that is free. */
  readonly port?: number;
  /** Time stands still until somebody asks for market data. */
  readonly wait?: boolean;
  /** Plays again and again, on later days. */
  readonly loop?: boolean;
  /** Silences longer than this are jumped over; five minutes unless it is told otherwise. */
  readonly jumpMs?: number;
  readonly user?: DemoUser;
  /** A session token that is good without a log-in. */
  readonly token?: string;
  /** How long a session token is good, simulated ms. */
  readonly expireAfterMs?: number;
  /** What goes wrong, and the chance by which it does. */
  readonly faults?: FaultPlan;
  readonly seed?: number;
  /** How orders are filled; {@link SERVED_FILLS} unless it is told otherwise. */
  readonly fills?: FillModel;
  /** A client that takes nothing for so long is not waited for, real ms; two seconds unless it is told otherwise. */
  readonly patienceMs?: number;
}

/** A simulated exchange that is being served. */
export interface Simulator {
  /** `ws://127.0.0.1:8443`; the paths of sockets and calls go behind it, the latter with `http`. */
  readonly url: string;
  readonly port: number;
  readonly user: DemoUser;
  readonly token: string;
  /** Resolves at the tape's end; rejects with what reading it threw. */
  readonly ended: Promise<void>;
  clock(): ClockTold;
  /** Of the speed `manual`: plays all that is due by `at`. */
  advanceTo(at: EpochMs): Promise<void>;
  stats(): SimulatorStats;
  /** Has `fault` happen to every connection: now where it ends something, else to the next frame. */
  inject(fault: FaultName): void;
  /** Goes by these faults from now on. */
  follow(faults: FaultPlan): void;
  /** Ends all connections; resolves when the port is free. */
  close(): Promise<void>;
}

export interface SimulatorStats {
  readonly clients: number;
  /** Messages of the tape that were played. */
  readonly played: number;
  /** Frames sent to all clients. */
  readonly sent: number;
}

const PATIENCE_MS = 2_000;
const JUMP_MS = 5 * MINUTE_MS;
/** Serves a simulated exchange. Rejects with a UsageError where the port cannot be had. */
export const startSimulator = async (options: SimulatorOptions): Promise<Simulator> => {
  const { user = DEMO_USER, token = DEMO_TOKEN, host = '127.0.0.1' } = options;
  const clock = new SimulatedClock(epochMs(0), options.speed, () => performance.now());
  const market = new Market(options.book);
  const sessions = new Sessions(user, token, options.expireAfterMs ?? Infinity, () => clock.now());
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const chances = new Chances(options.seed ?? 0, options.faults ?? NO_FAULTS);
  const exchange = new Exchange(market, clock, sessions, chances, options.patienceMs ?? PATIENCE_MS, begin);
  const teller = new OrderTeller(exchange);
  const desk = new OrderDesk(
    market,
    () => clock.now(),
    (order) => teller.tell(order),
    options.fills ?? SERVED_FILLS,
  );
  const charts = new ChartBook();
  const player = playerOf(options, exchange, desk, teller, charts, begun);
  const rest = new RestService(exchange, desk, charts);
  const server = await listen(host, options.port ?? 0, servicesOf(exchange, rest));
  const ended = player.play();
  try {
    await Promise.race([player.ready, ended]);
    if (!player.hasBegun) throw new DataError('there is nothing to play: no message on the tape');
  } catch (error) {
    await server.close();
    throw error;
  }
  sessions.begin();
  ended.catch(() => undefined); // whoever asks for it hears of it
  return {
    url: `ws://${host.includes(':') ? `[${host}]` : host}:${server.port}`,
    port: server.port,
    user,
    token,
    ended,
    clock: () => clock.told(),
    advanceTo: (at) => player.advanceTo(at),
    stats: () => ({ clients: exchange.clients, played: player.count, sent: exchange.framesSent }),
    inject: (fault) => exchange.inject(fault),
    follow: (faults) => chances.follow(faults),
    close: async () => {
      player.stop();
      begin();
      await server.close();
    },
  };
};

/** A message goes to the clients first, then to the exchange, whose executions follow from it. */
const playerOf = (
  options: SimulatorOptions,
  exchange: Exchange,
  desk: OrderDesk,
  teller: OrderTeller,
  charts: ChartBook,
  begun: Promise<void>,
): Player =>
  new Player(exchange.clock, {
    open: options.open,
    jumpMs: options.jumpMs ?? JUMP_MS,
    loop: options.loop ?? false,
    take: (message, shiftMs) => {
      if (message.kind === 'Malformed') return;
      const scrip = exchange.market.take(message, shiftMs);
      for (const watcher of scrip.watchers) watcher.changed();
      teller.release();
      desk.show(scrip);
      charts.take(scrip);
      exchange.passTo(epochMs(scrip.updatedAt));
    },
    flush: () => exchange.flush(),
    room: () => exchange.room(),
    settled: () => exchange.settled(),
    begun: options.wait === true ? begun : Promise.resolve(),
  });

const CLOCK_PATH = '/sim/clock';

const servicesOf = (exchange: Exchange, rest: RestService): Services => {
  const control = new Control(exchange);
  return {
    http: (request, response) => {
      const answered = pathOf(request).startsWith('/sim/')
        ? control.answer(request, response)
        : rest.answer(request, response);
      answered.catch(() => response.destroy()); // the client is gone in the middle of its request
    },
    socket: (path) => {
      if (path === CLOCK_PATH) return { take: (socket) => tellClock(socket, exchange.clock) };
      const dialect = dialectOf(path);
      return dialect === undefined ? { status: 404 } : marketSocket(exchange, dialect);
    },
  };
};

const marketSocket = (exchange: Exchange, dialect: Dialect): SocketService => {
  const random = exchange.chances.forConnection();
  if (exchange.chances.strikes('http-502', random)) return { status: 502 };
  const isChopped = exchange.chances.strikes('chunks', random);
  return {
    take: (socket, raw) => exchange.arrive(new MarketConnection(socket, raw, dialect, exchange, random)),
    ...(isChopped ? { wrap: (raw) => new ChoppedStream(raw, random) } : {}),
  };
};
