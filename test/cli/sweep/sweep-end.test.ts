import { existsSync, mkdirSync, readdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect } from 'chai';
import type { SweepRow } from '../../../src/codec/sweep/row.js';
import type { SweepPage } from '../../../src/report/sweep/sweep-page.js';
import { LiveProcess } from '../live-process.js';
import { rxtape, scratch } from '../rxtape.js';

const PARAMETER = 'modes.every=100:690:10';
const COMBINATIONS = 60;
const SWEEP = [
  ...['sweep', 'test/cli/sweep/modes-pipeline.ts', '--data', 'data/sample-day.parquet'],
  ...['--set', PARAMETER, '--objective', 'netPnl', '--workers', '2'],
];
/** A part of the day, for runs that are over sooner. */
const SHORT = ['--from', '2026-01-05T11:00', '--to', '2026-01-05T11:30'];

describe('rxtape sweep that is ended', () => {
  const files = scratch();
  after(files.remove);
  const folder = (name: string): string => {
    const path = join(files.dir, name);
    mkdirSync(path);
    return path;
  };
  const linesIn = (out: string): readonly string[] => {
    const path = join(out, 'rows.ndjson');
    return existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(1, -1) : [];
  };
  const resultsIn = (out: string): readonly string[] =>
    readFileSync(join(out, 'results.csv'), 'utf8').trimEnd().split('\n').slice(1);
  const factsIn = (out: string): readonly string[] => {
    const [, packed = ''] = / id="data">([^<]*)</.exec(readFileSync(join(out, 'sweep.html'), 'utf8')) ?? [];
    return (JSON.parse(inflateSync(Buffer.from(packed, 'base64')).toString()) as SweepPage).facts;
  };
  /** Resolves when there are rows in the folder. */
  const someRows = (out: string): Promise<void> =>
    new Promise((resolve) => {
      const watching = watch(out, () => {
        if (linesIn(out).length < 3) return;
        watching.close();
        resolve();
      });
    });
  /** The sweep again, to its end: each row once, and what was there before as it was. */
  const expectGoesOn = (out: string, more: readonly string[]): void => {
    const before = linesIn(out);

    const { code, stdout, stderr } = rxtape(...SWEEP, ...more, '--out', out);

    const lines = linesIn(out);
    const settings = lines.map((line) => (JSON.parse(line) as SweepRow).settings['modes.every']);
    expect(code, stderr).to.equal(0);
    expect(stdout).to.contain(`${COMBINATIONS} combinations: ${COMBINATIONS} ranked`);
    expect(lines.slice(0, before.length)).to.deep.equal(before);
    expect(new Set(settings).size).to.equal(settings.length).and.to.equal(COMBINATIONS);
  };

  it('keeps what is done at Ctrl-C, sums it up as unfinished, tells how to go on, and goes on', async () => {
    const out = folder('interrupted');
    const sweep = LiveProcess.start([...SWEEP, '--out', out]);
    await someRows(out);
    sweep.signal('SIGINT');
    const { code, stderr, stdout } = await sweep.outcome();

    const kept = linesIn(out).length;
    expect(code, stderr).to.equal(130);
    expect(kept).to.be.within(3, COMBINATIONS - 1);
    expect(stderr).to.contain(
      `${kept} rows are kept in ${out}, ${COMBINATIONS - kept} are missing; the same command goes on`,
    );
    expect(stdout).to.contain(`UNFINISHED, ${kept} of ${COMBINATIONS} combinations: ${kept} ranked`);
    expect(resultsIn(out)).to.have.length(kept);
    expect(existsSync(join(out, 'results.parquet'))).to.equal(true);
    expect(factsIn(out)).to.include(`unfinished: ${kept} of ${COMBINATIONS} combinations`);
    expectGoesOn(out, []);
    expect(resultsIn(out)).to.have.length(COMBINATIONS);
    expect(factsIn(out)).to.include(`${COMBINATIONS} combinations`);
  });

  it('keeps what is done when it is killed, and goes on', async () => {
    const out = folder('killed');
    const sweep = LiveProcess.start([...SWEEP, '--out', out]);
    await someRows(out);
    sweep.signal('SIGKILL');
    await sweep.outcome();

    expect(readdirSync(out)).to.include('sweep.lock'); // which does not stand in the way
    expect(linesIn(out).length).to.be.within(3, COMBINATIONS - 1);
    expectGoesOn(out, []);
  });

  it('lets no other sweep write into its folder meanwhile, and is none the worse for one that tries', async () => {
    const out = folder('held');
    const sweep = LiveProcess.start([...SWEEP, '--out', out]);
    await someRows(out);
    sweep.signal('SIGSTOP');
    const other = rxtape(...SWEEP, '--set', 'modes.mode=trade', '--out', out);
    sweep.signal('SIGCONT');
    const { code, stderr } = await sweep.outcome();

    expect(other.code).to.equal(2);
    expect(other.stderr).to.contain(
      `${out}: another sweep is writing there, process ${sweep.child.pid}; let it end, or name another --out`,
    );
    expect(code, stderr).to.equal(0);
    expect(linesIn(out)).to.have.length(COMBINATIONS);
    expect(readdirSync(out)).to.have.members(['rows.ndjson', 'results.csv', 'results.parquet', 'sweep.html']);
  });

  it('says so of a full disk, with what was written whole, and goes on when there is space', async () => {
    const out = folder('full');
    const sweep = LiveProcess.start([...SWEEP, ...SHORT, '--out', out], {}, 'ulimit -S -f 40'); // 20 KiB a file
    const { code, stdout, stderr } = await sweep.outcome();

    const text = readFileSync(join(out, 'rows.ndjson'), 'utf8');
    expect(code).to.equal(1);
    expect(stderr).to.match(
      /rows\.ndjson: cannot be written: .*what it holds is whole, and the same command goes on/,
    );
    expect(stderr).not.to.contain('    at ');
    expect(stdout).to.contain('UNFINISHED').and.not.to.contain('Page:'); // which is larger than that
    expect(readdirSync(out)).to.have.members(['rows.ndjson', 'results.csv', 'results.parquet']);
    expect(resultsIn(out)).to.have.length(linesIn(out).length);
    expect(text.endsWith('\n')).to.equal(true);
    expect(linesIn(out).length).to.be.within(1, COMBINATIONS - 1);
    expectGoesOn(out, SHORT);
  });

  it('shows how far it is, and how long it still takes, on a terminal alone', async () => {
    const out = folder('terminal');
    const { stdout } = await LiveProcess.startOnTerminal([...SWEEP, ...SHORT, '--out', out]).outcome();

    expect(stdout).to.match(/\d+% \| \d+\/60 combinations \| .*\/s \| 0 failed \| \d+ s left/);
  });
});
