import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Verification } from '../../src/report/verification.js';
import type { Report } from '../../src/report/report.js';
import type { Recorded } from '../../src/run/record.js';
import { RecordingProcess } from '../adapter/recording/recording-process.js';
import { LiveProcess, type SimulatorProcess, startSim } from './live-process.js';
import { PROGRAM } from './program.js';
import { type Outcome, rxtape, scratch } from './rxtape.js';

const INSTRUMENTS = ['--instruments', 'NFO:NIFTY27JAN26F,NSE:INFY-EQ'];

describe('rxtape record', () => {
  const files = scratch();
  let sim: SimulatorProcess;
  before(async () => {
    sim = await startSim('--speed', '120');
  });
  after(async () => {
    await sim.kill();
    files.remove();
  });

  it('keeps a feed until it is told to end; what it kept is a tape and is verified', async () => {
    const out = join(files.dir, 'recorded');
    const args = [
      'record',
      ...INSTRUMENTS,
      '--feed',
      sim.feed,
      '--out',
      out,
      '--progress',
      '100ms',
      '--json',
    ];
    const recording = LiveProcess.start(args);
    await recording.until('stderr', /recording: [1-9][\d,]+ ticks/);
    recording.signal('SIGINT');
    const { code, stdout, stderr } = await recording.outcome();

    expect(code, stderr).to.equal(0);
    const { folder, stats } = JSON.parse(stdout) as Recorded;
    expect(stats.lost).to.deep.equal({ touchlines: 0, others: 0, entries: 0 });
    expect(stats.segments).to.equal(1);

    const verified = rxtape('verify', folder, '--json');
    expect(verified.code, verified.stderr).to.equal(0);
    const found = JSON.parse(verified.stdout) as Verification;
    expect(found).to.include({ kind: 'record', recording: 'whole', touchlines: stats.touchlines });

    const data = ['--data', out, '--json', '--on', 'Stale=keep'];
    const backtest = rxtape('backtest', 'pipelines/momentum.ts', ...data);
    expect(backtest.code, backtest.stderr).to.equal(0);
    expect((JSON.parse(backtest.stdout) as Report).data.rows).to.equal(stats.touchlines);
  });

  it('of a process that is killed is a tape for whoever reads it next', async () => {
    const read = async (...args: readonly string[]): Promise<ReturnType<typeof rxtape>> => {
      const recording = new RecordingProcess(join(files.dir, `killed-${args[0]}`), { flushMs: 50 });
      await recording.until(({ count }) => count >= 2_000);
      await recording.end('SIGKILL');
      return rxtape(...args, recording.folder);
    };

    const inspected = await read('inspect');
    const converted = await read('convert', '--out', join(files.dir, 'converted'));

    expect(inspected.stdout).to.match(/tape, PARQUET, [\d,]+ rows/);
    expect(converted.code, converted.stderr).to.equal(0);
    expect(converted.stderr + converted.stdout).to.include('.parquet');
  });

  it('of a paper session that is killed keeps what a replay then has as well', async () => {
    const out = join(files.dir, 'killed');
    const set = ['--set', 'momentum.fast=5', '--set', 'momentum.slow=15', '--on', 'Stale=keep'];
    const args = ['paper', 'pipelines/momentum.ts', '--feed', sim.feed, '--record', out, ...set];
    const session = LiveProcess.start(args);
    await session.until('stdout', /(?:.*\n){20}/);
    session.signal('SIGKILL');
    await session.outcome();
    const [folder = ''] = readdirSync(out);

    const { code, stdout, stderr } = rxtape('verify', join(out, folder), '--json');

    expect(code, stdout).to.equal(0);
    expect(stderr).to.match(/the recording was cut off; \d+ messages more are Parquet now/);
    const found = JSON.parse(stdout) as Verification;
    expect(found).to.include({ kind: 'paper', recording: 'cut off', difference: null });
    expect(found.compared).to.be.greaterThan(0);
  });

  it('says how much is lost where the disk is full to the end, with exit code 1; paper says it below its summary', async () => {
    const full = async (...args: readonly string[]): Promise<Outcome> => {
      const { feed, kill } = await startSim('--speed', 'max');
      const command = [...PROGRAM, ...args, '--feed', feed];
      // No file of it may pass 50 KiB.
      const { status, stdout, stderr } = spawnSync(
        'sh',
        ['-c', 'ulimit -S -f 100 && exec "$@"', 'sh', ...command],
        {
          encoding: 'utf8',
        },
      );
      await kill();
      return { code: status, stdout, stderr };
    };
    const out = join(files.dir, 'full');

    const few = ['--queue', '100'];
    const recording = await full(
      'record',
      '--instruments',
      'NFO:NIFTY27JAN26F',
      ...few,
      '--out',
      out,
      '--json',
    );
    const { stats, conflated } = JSON.parse(recording.stdout) as Recorded;
    expect(recording.code).to.equal(1);
    expect(stats.touchlines).to.be.lessThan(2_000);
    expect(stats.touchlines + stats.lost.touchlines + conflated).to.equal(21_301);

    const queue = ['--queue', '1000000'];
    const paper = await full('paper', 'pipelines/momentum.ts', ...queue, '--record', out, '--quiet');
    expect(paper.code, paper.stderr).to.equal(0);
    expect(paper.stderr).to.match(/^INCOMPLETE: it lacks [\d,]{5,} ticks, other inputs and entries$/m);
  });

  it('says before it connects what cannot be recorded', () => {
    const feed = ['--feed', sim.feed];
    const unknown = rxtape('record', '--instruments', 'NSE:NOBODY', ...feed, '--out', join(files.dir, 'a'));
    expect(unknown.code).to.equal(2);
    expect(unknown.stderr).to.contain("unknown instrument 'NSE:NOBODY'; nearest:");

    const folder = join(files.file('a-file', ''), 'recorded');
    const refused = rxtape('record', ...INSTRUMENTS, ...feed, '--out', folder);
    expect(refused.code).to.equal(2);
    expect(refused.stderr).to.contain(`--out ${folder} cannot be written to: ENOTDIR`);

    expect(rxtape('record', '--out', 'x').stderr).to.contain("required option '--instruments <names>'");
  });
});

describe('rxtape verify', () => {
  it('says what it needs', () => {
    const nothing = rxtape('verify', 'data');

    expect(nothing.code).to.equal(2);
    expect(nothing.stderr).to.contain('data: no recorded session (it has no journal.sqlite)');
  });
});
