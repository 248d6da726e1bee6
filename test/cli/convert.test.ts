import { expect } from 'chai';
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { Conversion } from '../../src/codec/conversion.js';
import { play } from '../adapter/tape/tape-folder.js';
import { type Outcome, rxtape, scratch } from './rxtape.js';
import { PROGRAM } from './program.js';

const DAY_MS = 86_400_000;
/** 2025-12-01 09:15 IST, a Monday. */
const OPEN = Date.UTC(2025, 11, 1, 3, 45);
const DAYS = 12;

/** Rows of two tokens, four a second, over {@link DAYS} days one after the other. */
const tape = (rowsADay: number): string => {
  const lines = ['time,token,ltp,volume,bid,ask'];
  for (let day = 0; day < DAYS; day += 1) {
    for (let row = 0; row < rowsADay; row += 1) {
      const time = new Date(OPEN + day * DAY_MS + row * 250).toISOString();
      const price = (100_000 + ((row * 7919 + day * 31) % 997) * 5) / 100;
      lines.push(
        `${time},${row % 2 === 0 ? 'NSE|22' : 'NSE|1594'},${price},${row * 3},${price - 0.05},${price + 0.05}`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
};

/** Names and bytes of all files of a folder. */
const contents = (dir: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(dir)
      .sort()
      .map((name) => [name, readFileSync(join(dir, name)).toString('base64')]),
  );

/** Runs a conversion and kills it, as `kill -9` does, as soon as a file of that name is in `out`. */
const killedAt = (name: string, out: string, args: readonly string[]): Promise<NodeJS.Signals | null> =>
  new Promise((resolve, reject) => {
    mkdirSync(out, { recursive: true });
    const [node, ...own] = PROGRAM;
    const child = spawn(node, [...own, 'convert', ...args], {
      stdio: 'ignore',
    });
    const watcher = watch(out, () => {
      if (existsSync(join(out, name))) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('exit', (_code, signal) => {
      watcher.close();
      resolve(signal);
    });
  });

describe('rxtape convert', () => {
  const files = scratch();
  after(files.remove);
  const ticks = files.file('ticks.csv', tape(3_000));
  const convert = (out: string, ...args: readonly string[]): Outcome =>
    rxtape('convert', ticks, '--out', join(files.dir, out), ...args);

  describe('without a stop', () => {
    const run = convert('whole', '--json');
    const whole = contents(join(files.dir, 'whole'));

    it('writes a tape for each session day and a manifest, which its codec reads', () => {
      const conversion: unknown = JSON.parse(run.stdout);

      expect(run.code, run.stderr).to.equal(0);
      expect(Object.keys(whole)).to.deep.equal([
        ...Array.from({ length: DAYS }, (_, day) => `2025-12-${String(day + 1).padStart(2, '0')}.parquet`),
        'convert.json',
      ]);
      expect(E.isRight(Conversion.decode(conversion))).to.equal(true);
      expect((conversion as Conversion).done).to.deep.equal({
        rows: 36_000,
        skipped: 0,
        messages: 36_000,
        tokens: 2,
      });
      expect((conversion as Conversion).days.map(({ messages }) => messages)).to.deep.equal(
        Array.from({ length: DAYS }, () => 3_000),
      );
    });

    it('does nothing when it is done already', () => {
      const again = convert('whole');

      expect(again.code).to.equal(0);
      expect(again.stdout)
        .to.contain('rows in       36,000')
        .and.to.contain('messages out  36,000 of 2 tokens');
      expect(contents(join(files.dir, 'whole'))).to.deep.equal(whole);
    });

    for (const name of [
      'convert.json',
      '2025-12-01.parquet.part',
      '2025-12-06.parquet.part',
      '2025-12-11.parquet',
    ]) {
      it(`goes on after kill -9 when ${name} appears, to the same bytes`, async () => {
        const dir = `killed-${name}`;
        const out = join(files.dir, dir);

        const signal = await killedAt(name, out, [ticks, '--out', out]);
        const left = readdirSync(out);
        const { code, stderr } = convert(dir);

        expect(signal).to.equal('SIGKILL');
        expect(left).not.to.include('2025-12-12.parquet');
        expect(code, stderr).to.equal(0);
        expect(contents(out)).to.deep.equal(whole);
      });
    }

    it('replays its tapes to what the file itself replays to', () => {
      const again = join(files.dir, 'again');

      const { code } = rxtape('convert', join(files.dir, 'whole'), '--out', again);

      expect(code).to.equal(0);
      const { 'convert.json': manifest, ...tapes } = contents(again);
      expect(manifest).not.to.equal(whole['convert.json']);
      expect({ ...tapes, 'convert.json': whole['convert.json'] }).to.deep.equal(whole);
    });
  });

  describe('into a folder that holds something else', () => {
    it('refuses other settings, naming the difference and the cure, and --force does it anew', () => {
      const small = files.file('small.csv', tape(10));
      const out = join(files.dir, 'other');
      const of = (...args: readonly string[]): Outcome => rxtape('convert', small, '--out', out, ...args);
      expect(of().code).to.equal(0);

      const refused = of('--on-bad-row', 'skip');

      expect(refused.code).to.equal(2);
      expect(refused.stderr).to.contain('onBadRow was "stop", now "skip"').and.to.contain('--force');
      expect(of('--on-bad-row', 'skip', '--force').code).to.equal(0);
    });

    it('refuses inputs that have changed', () => {
      const small = files.file('changing.csv', tape(10));
      const out = join(files.dir, 'changed');
      expect(rxtape('convert', small, '--out', out).code).to.equal(0);
      utimesSync(small, new Date(), new Date(OPEN));

      const refused = rxtape('convert', small, '--out', out);

      expect(refused.code).to.equal(2);
      expect(refused.stderr).to.contain('changing.csv has changed').and.to.contain('--force');
    });

    it('refuses a tape of a day that no conversion has made, and leaves it alone', () => {
      const out = join(files.dir, 'foreign');
      mkdirSync(out);
      writeFileSync(join(out, '2025-12-01.parquet'), 'mine');

      const refused = convert('foreign', '--force');

      expect(refused.code).to.equal(2);
      expect(refused.stderr).to.contain('no conversion has made');
      expect(readFileSync(join(out, '2025-12-01.parquet'), 'utf8')).to.equal('mine');
    });

    it('refuses a folder inside the one that is read', () => {
      const { code, stderr } = rxtape('convert', files.dir, '--out', join(files.dir, 'inside'));

      expect(code).to.equal(2);
      expect(stderr).to.contain('name a folder beside it');
    });

    it('refuses tapes that were changed since', () => {
      const small = files.file('kept.csv', tape(10));
      const out = join(files.dir, 'kept');
      expect(rxtape('convert', small, '--out', out).code).to.equal(0);
      writeFileSync(join(out, '2025-12-03.parquet'), 'cut');

      const refused = rxtape('convert', small, '--out', out);

      expect(refused.code).to.equal(2);
      expect(refused.stderr).to.contain('2025-12-03.parquet is changed');
    });
  });

  it('tells of a full disk, and goes on when there is room again', () => {
    const out = join(files.dir, 'full');
    mkdirSync(out);
    symlinkSync('/dev/full', join(out, '2025-12-02.parquet.part'));

    const { code, stderr } = convert('full');
    unlinkSync(join(out, '2025-12-02.parquet.part'));
    const again = convert('full');

    expect(again.code, again.stderr).to.equal(0);
    expect(code).to.equal(1);
    expect(stderr).to.match(/2025-12-02\.parquet.*cannot be written: .*no space left/);
    expect(stderr).not.to.contain('    at ');
  });

  it('tells of a folder that cannot be made', () => {
    const { code, stderr } = rxtape('convert', ticks, '--out', join(ticks, 'out'));

    expect(code).to.equal(2);
    expect(stderr).to.contain('cannot be written');
  });

  it('keeps the levels of a book that messages tell of, also where the first tell of none', async () => {
    const frame = {
      t: 'df',
      e: 'NSE',
      tk: '22',
      lp: '100',
      bp1: '99.95',
      bp2: '99.9',
      bq2: '7',
      sp1: '100.05',
    };
    const frames = files.file(
      'book.ndjson',
      [
        { ...frame, t: 'tk', bp2: undefined, bq2: undefined },
        { ...frame, t: 'dk' },
        { ...frame, bp2: '99.85' },
      ]
        .map((each, i) => `${JSON.stringify({ recv: OPEN + i * 250, frame: each })}\n`)
        .join(''),
    );
    const out = join(files.dir, 'book');

    const { code, stderr } = rxtape('convert', frames, '--out', out);

    expect(code, stderr).to.equal(0);
    const { messages } = await play({ paths: [out] });
    expect(messages.map((message) => 'depth' in message && message.depth?.bid2)).to.deep.equal([
      undefined,
      99.9,
      99.85,
    ]);
    expect(messages).to.deep.equal((await play({ paths: [frames] })).messages);
  });

  it('asks for the instrument of rows that name none', () => {
    const nameless = files.file('nameless.csv', 'time,ltp\n2025-12-29T09:15:00+05:30,100\n');

    const { code, stderr } = rxtape('convert', nameless, '--out', join(files.dir, 'nameless'));
    const named = rxtape(
      'convert',
      nameless,
      '--out',
      join(files.dir, 'nameless'),
      '--instrument',
      'NFO|49543',
    );

    expect(code).to.equal(2);
    expect(stderr).to.contain('--instrument');
    expect(named.code, named.stderr).to.equal(0);
  });
});
