import { performance } from 'node:perf_hooks';
import { DataError } from '../../../domain/failure.js';
import type { InstrumentBook } from '../../../domain/instrument-book.js';
import { type EpochMs, epochMs, MINUTE_MS, SECOND_MS } from '../../../domain/time.js';
import type { MessageBatch } from '../../../port/feed.js';
import { tellClock } from './clock-channel.js';
import { dialectOf } from './dialect.js';
import { Exchange } from './exchange.js';
import { Market } from './market.js';
import { MarketConnection } from './market-connection.js';
import { Player } from './player.js';
import { listen, pathOf, type Services } from './server.js';
import { DEMO_TOKEN, DEMO_USER, type DemoUser, Sessions } from './sessions.js';
import { type ClockTold, SimulatedClock, type Speed } from './simulated-clock.js';

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

const JUMP_MS = 5 * MINUTE_MS;
/** What has not been quoted so long after the start is told of without a price. */
const OPENING_MS = SECOND_MS;

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
  const exchange = new Exchange(market, clock, sessions, begin);
  const player = new Player(clock, {
    open: options.open,
    jumpMs: options.jumpMs ?? JUMP_MS,
    loop: options.loop ?? false,
    take: (message, shiftMs) => {
      if (message.kind === 'Malformed') return;
      for (const watcher of market.take(message, shiftMs).watchers) watcher.changed();
      if (!exchange.isOpen) openLater(epochMs(message.receivedAt + shiftMs));
    },
    flush: () => exchange.flush(),
    room: () => exchange.room(),
    settled: () => exchange.settled(),
    begun: options.wait === true ? begun : Promise.resolve(),
  });
  let firstAt: number | undefined;
  const openLater = (at: EpochMs): void => {
    firstAt ??= at;
    if (at >= firstAt + OPENING_MS) exchange.openAt(at);
  };
  const server = await listen(host, options.port ?? 0, servicesOf(exchange));
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
    stats: () => ({ clients: exchange.connected.size, played: player.count, sent: exchange.framesSent }),
    close: async () => {
      player.stop();
      begin();
      await server.close();
    },
  };
};

const CLOCK_PATH = '/sim/clock';

const servicesOf = (exchange: Exchange): Services => ({
  http: (request, response) => {
    if (pathOf(request) === CLOCK_PATH) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(exchange.clock.told()));
      return;
    }
    response.statusCode = 404;
    response.end();
  },
  socket: (path) => {
    if (path === CLOCK_PATH) return (socket) => tellClock(socket, exchange.clock);
    const dialect = dialectOf(path);
    return dialect === undefined
      ? undefined
      : (socket, raw) => exchange.arrive(new MarketConnection(socket, raw, dialect, exchange));
  },
});
