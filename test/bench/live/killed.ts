import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hrtime } from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { controlSocket } from '../../../src/adapter/control/control-socket.js';
import { journaledFirst } from '../../../src/adapter/journal/journaled-first.js';
import { DEFAULT_QUALITY } from '../../../src/domain/quality.js';
import { NO_LOG } from '../../../src/port/log.js';
import { HaltsInForce } from '../../../src/run/halts-in-force.js';
import { liveSession } from '../../../src/run/live-session.js';
import { wallTime } from '../../../src/run/machine-time.js';
import type { Reader } from '../../../src/run/read-entries.js';
import { NOWHERE, reportReader } from '../../../src/run/report-reader.js';
import { sessionControl } from '../../../src/run/session-control.js';
import { SwitchesThrown } from '../../../src/run/switches-thrown.js';
import { THE_SESSION } from '../../../src/domain/the-session.js';
import { idealBroker } from '../../support/ideal-exchange.js';
import { recorderOf } from '../../support/recorder-of.js';
import type { Figures } from '../figures.js';
import { medianOf } from '../in-turn.js';
import { tokensOf } from '../pipelines.js';
import { feedAt } from './feed-at.js';
import { pipelineOfOrders } from './orders-pipeline.js';
import type { Kill } from './killer.js';
import { startSender } from './start-sender.js';

const TOKENS = tokensOf(50);
const PREPARED = 200_000;
const KILLER = fileURLToPath(new URL('killer.ts', import.meta.url));

interface Killed {
  readonly asked: readonly Kill[];
  readonly commanded: readonly Kill[];
  /** When each was on the belt, in their order; microseconds of the machine's clock. */
  readonly heardUs: readonly number[];
  readonly ticksPerSecond: number;
  readonly ordersPerSecond: number;
}

/**
 * Until a kill is in effect, and until that is on the disk and answered, in a recorded session with orders to which a
 * feed sends as fast as the socket takes it: by another process over the control socket, and by the command with its
 * own start. The worst of all.
 */
export const controlFigures = async (): Promise<Figures> => {
  const dir = await mkdtemp(join(tmpdir(), 'rxtape-bench-'));
  const sender = await startSender();
  try {
    const { asked, commanded, heardUs, ticksPerSecond, ordersPerSecond } = await flooded(
      sender.endless(PREPARED, TOKENS.length),
      dir,
    );
    const inEffect = [...asked, ...commanded].map(({ atUs }, i) => ((heardUs[i] ?? NaN) - atUs) / 1_000);
    return {
      ...worstOf('control.kill', inEffect.slice(0, asked.length)),
      ...worstOf('control.killAnswered', answersOf(asked)),
      ...worstOf('control.killCommand', inEffect.slice(asked.length)),
      ...worstOf('control.killCommandAnswered', answersOf(commanded)),
      'control.ticksPerSecond': ticksPerSecond,
      'control.ordersPerSecond': ordersPerSecond,
    };
  } finally {
    sender.close();
    await rm(dir, { recursive: true });
  }
};

const answersOf = (kills: readonly Kill[]): readonly number[] => kills.map(({ answeredMs }) => answeredMs);

const worstOf = (figure: string, ms: readonly number[]): Figures => ({
  [`${figure}Ms`]: tenths(Math.max(...ms)),
  [`${figure}MedianMs`]: tenths(medianOf(ms)),
});

const flooded = async (url: string, dir: string): Promise<Killed> => {
  const pipeline = pipelineOfOrders(TOKENS);
  const time = wallTime();
  const startAt = time.now();
  const recorder = await recorderOf(dir, pipeline, startAt);
  const runtime = join(dir, 'run');
  const control = await controlSocket(runtime, pipeline.name);
  const report = reportReader(pipeline, NOWHERE, undefined);
  const switches = new SwitchesThrown();
  const halts = new HaltsInForce();
  const heardUs: number[] = [];
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const session = liveSession(pipeline, {
    feed: feedAt(url, pipeline, time),
    time,
    startAt,
    broker: journaledFirst(idealBroker(), recorder, (_, reason) => {
      throw new Error(reason);
    }),
    quality: DEFAULT_QUALITY,
    lineBound: 10_000,
    readers: [
      report.read,
      (entry) => switches.take(entry),
      (entry) => halts.take(entry),
      noneWhileKilled(),
      (entry) => {
        if (entry.kind === 'OrderSent') begin();
        if (entry.kind === 'Command' && entry.command === 'halt' && entry.by !== THE_SESSION)
          heardUs.push(Number(hrtime.bigint() / 1_000n));
      },
    ],
    recorder,
  });
  const stopControl = sessionControl(control, {
    identity: {
      version: '0',
      pid: process.pid,
      kind: 'paper',
      pipeline: pipeline.name,
      feed: url,
      folder: null,
      startedAt: '',
    },
    pipeline,
    time,
    recorder,
    session,
    standing: () => report.standing(),
    switches,
    halts,
    onStop: 'keep',
    log: NO_LOG,
  });
  await begun;
  const before = { at: performance.now(), ...session.stats() };
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', KILLER], {
    env: { ...process.env, RXTAPE_RUNTIME_DIR: runtime },
  });
  const seconds = (performance.now() - before.at) / 1_000;
  const { ticks, orders, reconnects } = session.stats();
  stopControl();
  await control.close();
  session.stop('all has been killed', 'keep');
  await session.done;
  if (reconnects > 0) throw new Error('the feed was not at full load all the time: it was lost');
  return {
    ...(JSON.parse(stdout) as Pick<Killed, 'asked' | 'commanded'>),
    heardUs,
    ticksPerSecond: Math.round((ticks - before.ticks) / seconds),
    ordersPerSecond: Math.round((orders - before.orders) / seconds),
  };
};

/** Throws where an order leaves behind a kill. */
const noneWhileKilled = (): Reader => {
  let isKilled = false;
  return (entry) => {
    if (entry.kind === 'Command') isKilled = entry.command === 'halt';
    if (entry.kind === 'OrderSent' && isKilled)
      throw new Error(`an order was sent behind the kill: ${entry.seq}`);
  };
};

const tenths = (ms: number): number => Math.round(ms * 10) / 10;
