import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tapeWriter } from '../../src/adapter/tape/write/tape-writer.js';
import { tokenOf } from '../../src/domain/token.js';
import { requireBuilt } from './built.js';
import type { Figures } from './figures.js';
import { medianOf } from './in-turn.js';
import { marketColumns, messageOf, withSizes } from './market-columns.js';

const ROWS = 1_000_000;
const DIR = 'out/bench';
const FAST = 'momentum.fast=100:550:50';
const SLOW = 'momentum.slow=600:2500:100';
const COMBINATIONS = 10 * 20;

/**
 * The command line, built: a grid of 200 over a tape of a million ticks, start-up, decoding and results included, with
 * one worker and with two, against separate `backtest` processes, one after the other. Of these six are timed, in
 * turn with the sweeps, and the median stands for each of the 200.
 */
export const sweepFigures = async (): Promise<Figures> => {
  requireBuilt();
  const tape = await tapeAt(join(DIR, `sweep-${ROWS}.parquet`));
  const separate: number[] = [];
  const runSeparate = async (fast: number): Promise<void> => {
    const args = ['backtest', 'pipelines/momentum.ts', '--data', tape, '--json'];
    separate.push((await timed([...args, '--set', `momentum.fast=${fast}`])).seconds);
  };
  const sweep = (workers: number): Promise<Timed> => {
    rmSync(join(DIR, 'sweep'), { recursive: true, force: true });
    return timed([
      ...['sweep', 'pipelines/momentum.ts', '--data', tape, '--set', FAST, '--set', SLOW],
      ...['--objective', 'netPnl', '--workers', String(workers), '--out', join(DIR, 'sweep')],
    ]);
  };
  for (const fast of [100, 300]) await runSeparate(fast);
  const two = await sweep(2);
  for (const fast of [150, 350]) await runSeparate(fast);
  const one = await sweep(1);
  for (const fast of [200, 400]) await runSeparate(fast);
  return {
    'sweep.combinationsPerSecond': round(COMBINATIONS / two.seconds),
    'sweep.speedupTwoWorkers': round(one.seconds / two.seconds),
    'sweep.ratioToSeparateRuns': round((medianOf(separate) * COMBINATIONS) / two.seconds),
    'sweep.separateRunSeconds': round(medianOf(separate)),
    'sweep.rssMbOneWorker': Math.round(one.mostMb),
    'sweep.rssMbPerFurtherWorker': Math.round(two.mostMb - one.mostMb),
  };
};

interface Timed {
  readonly seconds: number;
  /** Most memory that the process had at any time, MB. */
  readonly mostMb: number;
}

const timed = (args: readonly string[]): Promise<Timed> =>
  new Promise((resolve, reject) => {
    const from = performance.now();
    const child = spawn(process.execPath, ['dist/cli/main.js', ...args], { stdio: 'ignore' });
    let mostMb = 0;
    const watching = setInterval(() => {
      mostMb = Math.max(mostMb, residentMb(child.pid));
    }, 100);
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(watching);
      if (code === 0) resolve({ seconds: (performance.now() - from) / 1_000, mostMb });
      else reject(new Error(`${args.join(' ')} ended with ${code}`));
    });
  });

/** By /proc; 0 where there is none. */
const residentMb = (pid: number | undefined): number => {
  try {
    const [, kb = '0'] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kb) / 1_024;
  } catch {
    return 0;
  }
};

const tapeAt = async (path: string): Promise<string> => {
  mkdirSync(DIR, { recursive: true });
  const columns = withSizes(marketColumns(ROWS, [tokenOf('NFO', '53001')]), 65);
  const writer = await tapeWriter(path, { levels: 1 });
  for (let row = 0; row < ROWS; row += 1) await writer.append(messageOf(columns, row));
  await writer.close();
  return path;
};

const round = (value: number): number => Math.round(value * 100) / 100;
