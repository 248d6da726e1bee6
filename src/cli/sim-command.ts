import { countText } from '../domain/count-text.js';
import * as E from 'fp-ts/lib/Either.js';
import { Command, InvalidArgumentError, Option } from 'commander';
import { loadCalendar } from '../adapter/calendar/load-calendar.js';
import { statusLine } from '../adapter/console/status-line.js';
import { SAMPLE_DAY } from '../adapter/generator/write-sample.js';
import { loadInstruments } from '../adapter/master/load-instruments.js';
import { FAULT_NAMES, FAULTS } from '../adapter/noren/simulator/fault-list.js';
import { type FaultPlan, NO_FAULTS, parseFaults } from '../adapter/noren/simulator/fault-plan.js';
import { DEMO_TOKEN } from '../adapter/noren/simulator/sessions.js';
import type { Simulator } from '../adapter/noren/simulator/start-simulator.js';
import { IDEAL_FILLS } from '../domain/fill-model.js';
import { UsageError } from '../domain/failure.js';
import { istTextOf } from '../domain/session.js';
import type { EpochMs } from '../domain/time.js';
import { type ServingOptions, simulateMarket, simulateTape } from '../run/sim.js';
import { calendarDate, duration, fromMoment, toMoment } from './option.js';
import { finishRecordings } from './finish-recordings.js';
import { fileOptions, type ReadingOptions, withReadingOptions } from './reading-options.js';

interface Options extends ReadingOptions {
  readonly data?: readonly string[];
  readonly generate?: true;
  readonly day: string;
  readonly seed: number;
  readonly from?: EpochMs;
  readonly to?: EpochMs;
  readonly speed: number | 'max';
  readonly wait?: true;
  readonly loop?: true;
  readonly jump: number;
  readonly host: string;
  readonly port: number;
  readonly token: string;
  readonly expireAfter?: number;
  readonly fault: FaultPlan;
  readonly ideal?: true;
  readonly exitAtEnd?: true;
  readonly json?: true;
}

const FAULT_LINES = FAULT_NAMES.map(
  (name) => `  ${name.padEnd(16)}${FAULTS[name].scope.padEnd(14)}${FAULTS[name].does}`,
).join('\n');

const EXAMPLES = `
Faults, by name, what a rate is of, and what it does:
${FAULT_LINES}
  sub-limit:n     connection    scrips beyond the nth are accepted, and nothing is ever sent of them
A rate is from 0 to 1, and 1 if it is left out; drop@10:30:00 happens once, at that simulated time of day (IST).
While it runs, POST /sim/faults takes the same words: drop for once and now, drop:0.01 from now on, none.

Examples:
  rxtape sim --data data/sample-day.parquet --speed 60
  rxtape sim --generate --seed 7 --speed 10 --wait
  rxtape sim --data ticks/ --speed max --port 0 --json
  rxtape sim --data data/sample-day.parquet --speed 60 --fault drop:0.0005,reorder:0.01,hang@11:00 --seed 7

A client connects as to the real service: its socket to ws://127.0.0.1:8443/NorenWSAPI/, its calls to
http://127.0.0.1:8443/NorenWClientAPI/, with the user and token that are printed. Ctrl-C ends it.
Exit code 0: ended; 1: bad data; 2: wrong usage, or the port is in use.`;

/** `rxtape sim --data …`: a simulated exchange. */
export const simCommand = (): Command =>
  withReadingOptions(
    new Command('sim')
      .description('serve a simulated exchange that speaks the Noren protocol and plays stored ticks')
      .option('--data <path...>', 'tapes to play: files, folders or globs; merged by time')
      .option('--generate', 'play a made-up day of the sample instruments'),
    ['data/instruments.csv'],
  )
    .option('--day <date>', 'date of the made-up day', calendarDate, SAMPLE_DAY.date)
    .option('--seed <n>', 'of the made-up day, and of the faults', seed, SAMPLE_DAY.seed)
    .option('--from <moment>', 'first moment, IST unless it has a zone: 2025-12-29T10:00', fromMoment)
    .option('--to <moment>', 'end, not included; a date alone includes its day', toMoment)
    .option('--speed <n>', 'times real time: 1, 60 …, or max', speed, 1)
    .option('--wait', 'time stands still until the first subscription')
    .option('--loop', 'play again and again, on later days')
    .addOption(
      new Option('--jump <length>', 'silences longer than this are jumped over')
        .argParser(duration)
        .default(300_000, '5m'),
    )
    .option('--host <address>', 'address to listen at', '127.0.0.1')
    .option('--port <n>', '0 for any that is free', port, 8_443)
    .option('--token <text>', 'a session token that is good without a log-in', DEMO_TOKEN)
    .option('--expire-after <length>', 'how long a session token is good, simulated', duration)
    .addOption(
      new Option('--fault <list>', 'what goes wrong, and how often: drop:0.001,garbage:0.01; see below')
        .argParser(faults)
        .default(NO_FAULTS, 'none'),
    )
    .option('--ideal', 'orders are filled whole at the touch, whatever is displayed')
    .option('--exit-at-end', 'end when all is played; else clients stay connected and time stands still')
    .option('--json', 'print what to connect to as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: Options) => {
      const simulator = await start(options);
      const interrupted = firstInterrupt(); // before anybody learns whom to interrupt
      process.stdout.write(`${options.json === true ? jsonOf(simulator) : textOf(simulator)}\n`);
      await untilEnded(simulator, interrupted, options);
    });

const start = async (options: Options): Promise<Simulator> => {
  const serving: ServingOptions = {
    speed: options.speed,
    host: options.host,
    port: options.port,
    wait: options.wait ?? false,
    loop: options.loop ?? false,
    jumpMs: options.jump,
    faults: options.fault,
    seed: options.seed,
    token: options.token,
    ...(options.ideal === true ? { fills: IDEAL_FILLS } : {}),
    ...(options.expireAfter === undefined ? {} : { expireAfterMs: options.expireAfter }),
  };
  const { data, from, to } = options;
  if ((data === undefined) !== (options.generate === true))
    throw new UsageError('name what to play: --data TAPE, or --generate for a made-up day');
  if (data === undefined) return simulateMarket(options.seed, options.day, serving);
  await finishRecordings(data);
  const book = await loadInstruments(options.master);
  const tape = { paths: data, calendar: await loadCalendar([]), ...fileOptions(options, [], book) };
  return simulateTape({ tape, book, from, to }, serving);
};

/** Resolves at a Ctrl-C, which from now on does not end the process by itself. */
const firstInterrupt = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });

/** Until it is interrupted, or the tape's end if that is asked for. */
const untilEnded = async (
  simulator: Simulator,
  interrupted: Promise<void>,
  { exitAtEnd }: Options,
): Promise<void> => {
  const played = simulator.ended.then(() => (exitAtEnd === true ? undefined : interrupted));
  const hide = process.stderr.isTTY ? statusLine(statusOf(simulator)) : () => undefined;
  try {
    await Promise.race([interrupted, played]);
  } finally {
    hide();
    await simulator.close();
  }
};

/** Clients, simulated time, and how much goes out: `1 client, 09:31:05 IST at 60x, 1204 frames/s`. */
const statusOf = (simulator: Simulator): (() => string) => {
  let before = { sent: 0, realMs: performance.now() };
  return () => {
    const { clients, sent } = simulator.stats();
    const { now, speed, ended } = simulator.clock();
    const realMs = performance.now();
    const rate = Math.round(((sent - before.sent) * 1_000) / Math.max(realMs - before.realMs, 1));
    before = { sent, realMs };
    const pace = ended === true ? 'the end' : speed === null ? 'max' : speed === 0 ? 'waiting' : `${speed}x`;
    return `${countText(clients, 'client')}, ${istTextOf(now).slice(0, 19)} IST, ${pace}, ${rate} frames/s`;
  };
};

const placesOf = ({ url, user, token }: Simulator) => ({
  feed: `${url}/NorenWSAPI/`,
  rest: `${url.replace('ws', 'http')}/NorenWClientAPI/`,
  uid: user.uid,
  actid: user.accountId,
  token,
});

const jsonOf = (simulator: Simulator): string =>
  JSON.stringify({
    url: simulator.url,
    port: simulator.port,
    ...placesOf(simulator),
    password: simulator.user.password,
    clientId: simulator.user.clientId,
    secretCode: simulator.user.secretCode,
    clock: `${simulator.url}/sim/clock`,
    now: simulator.clock().now,
  });

const textOf = (simulator: Simulator): string => {
  const { feed, rest, uid, token } = placesOf(simulator);
  return `simulated exchange at ${feed} and ${rest}, user ${uid}, token ${token}, ${istTextOf(simulator.clock().now)}`;
};

const speed = (text: string): number | 'max' => {
  if (text === 'max') return 'max';
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0)
    throw new InvalidArgumentError('write how many times real time: 1, 60, 0.5; or max');
  return value;
};

const port = (text: string): number => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535) throw new InvalidArgumentError('write a port, 0 to 65535');
  return value;
};

const faults = (text: string, before: FaultPlan): FaultPlan => {
  const plan = parseFaults(text, before);
  if (E.isLeft(plan)) throw new InvalidArgumentError(plan.left);
  return plan.right;
};

const seed = (text: string): number => {
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(Number(text)))
    throw new InvalidArgumentError('write a whole number, 0 or more');
  return Number(text);
};
