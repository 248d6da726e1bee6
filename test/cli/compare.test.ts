import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Comparison } from '../../src/report/compare/comparison.js';
import type { Report } from '../../src/report/report.js';
import { NO_LOG } from '../../src/port/log.js';
import { forwardTest } from '../../src/run/forward-test.js';
import { PIPELINE, QUICK, recordedSession } from '../run/recorded-session.js';
import { FUTURE, order, plainPipeline } from './plain-pipeline.js';
import { rxtape, scratch } from './rxtape.js';

describe('rxtape compare', () => {
  const files = scratch();
  after(files.remove);

  /** A price that wanders for `days` days from `first` on, a tick every half hour; weekends left out. */
  const tape = (name: string, first: string, days: number): string => {
    const rows: string[] = [];
    let price = 24_000;
    for (let day = 0, date = new Date(`${first}T00:00:00Z`); day < days; date = next(date)) {
      if (date.getUTCDay() % 6 === 0) continue;
      day += 1;
      for (let half = 0; half < 12; half += 1) {
        price += ((((day * 12 + half) * 0.618034) % 1) - 0.5) * 40 + ((half * day) % 5) - 2;
        const at = Date.parse(`${date.toISOString().slice(0, 10)}T09:20:00+05:30`) + half * 1_800_000;
        rows.push(`${at},${(Math.round(price * 20) / 20).toFixed(2)}`);
      }
    }
    return files.file(name, `receivedAt,last\n${rows.join('\n')}\n`);
  };
  const next = (date: Date): Date => new Date(date.getTime() + 86_400_000);

  /** Buys in the morning and sells in the evening, or the other way round. */
  const pipeline = (name: string, side: 'BUY' | 'SELL', lakhs = 10): string =>
    files.file(
      `${name}.mjs`,
      plainPipeline(
        `const at = n % 12;
        return [n + 1, at === 1 ? [${order(side)}] : at === 8 ? [${order(side === 'BUY' ? 'SELL' : 'BUY')}] : []];`,
      ).replace('capital: 1_000_000_0000', `capital: ${lakhs}00_000_0000`),
    );

  const RUN = ['--instrument', FUTURE, '--ideal'];
  const run = (name: string, path: string, data: string): string => {
    const out = join(files.dir, name);
    const { code, stderr } = rxtape('backtest', path, '--data', data, ...RUN, '--out', out, '--quiet');
    expect(code, stderr).to.equal(0);
    return out;
  };
  const reportOf = (folder: string): Report =>
    JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
  const compared = (...args: readonly string[]): Comparison => {
    const { code, stdout, stderr } = rxtape('compare', ...args, '--json');
    expect(code, stderr).to.equal(0);
    return JSON.parse(stdout) as Comparison;
  };

  let long = '';
  let short = '';
  let thirty = '';
  before(() => {
    thirty = tape('thirty.csv', '2025-12-01', 30);
    long = run('long', pipeline('buys', 'BUY'), thirty);
    short = run('short', pipeline('sells', 'SELL'), thirty);
  });

  it('puts runs side by side, with what their reports say', () => {
    const { runs, pairs } = compared(long, short);

    expect(runs.map(({ name, digest, performance }) => [name, digest, performance])).to.deep.equal(
      ['long', 'short'].map((name) => {
        const { digest, performance } = reportOf(join(files.dir, name));
        return [name, digest, performance];
      }),
    );
    expect(pairs).to.have.length(1);
  });

  it('tests the difference of the daily returns, as a plain reading of both reports does', () => {
    const { pairs, level } = compared(long, short);
    const [a = [], b = []] = [long, short].map((folder) =>
      reportOf(folder).performance.daily.map((day) => day.return ?? NaN),
    );
    const n = a.length;
    const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / n;
    const sd = (values: readonly number[]): number =>
      Math.sqrt(values.reduce((sum, x) => sum + (x - mean(values)) ** 2, 0) / (n - 1));
    const d = a.map((x, i) => x - (b[i] ?? NaN));
    const both = a.reduce((sum, x, i) => sum + (x - mean(a)) * ((b[i] ?? NaN) - mean(b)), 0) / (n - 1);

    expect(n).to.equal(30);
    expect(level).to.equal(0.05);
    expect(pairs[0]).to.include({ days: 30, onlyFirst: 0, onlySecond: 0, isSame: false });
    expect(pairs[0]?.correlation).to.be.closeTo(both / (sd(a) * sd(b)), 1e-9);
    expect(pairs[0]?.meanDifference).to.be.closeTo(mean(d), 1e-12);
    expect(pairs[0]?.t).to.be.closeTo(mean(d) / (sd(d) / Math.sqrt(n)), 1e-9);
  });

  it('runs pipelines over data, to what the same backtest reports', () => {
    const { runs } = compared(pipeline('buys', 'BUY'), pipeline('sells', 'SELL'), '--data', thirty, ...RUN);

    expect(runs.map(({ name, digest }) => [name, digest])).to.deep.equal([
      ['buys', reportOf(long).digest],
      ['sells', reportOf(short).digest],
    ]);
  });

  it('finds a run equal to the backtest of its pipeline', () => {
    const { pairs } = compared(long, pipeline('buys', 'BUY'), '--data', thirty, ...RUN);

    expect(pairs[0]).to.include({ isSame: true, conclusion: 'equal' });
    expect(pairs[0]?.unlike).to.deep.equal([]);
  });

  it('compares a recorded session with a backtest, by what a replay of it comes to', async () => {
    const folder = await recordedSession(files.dir, { messages: 950 });
    const { found } = await forwardTest(folder, { pipeline: undefined, out: undefined, log: NO_LOG });
    const beside = join(files.dir, 'beside');
    const { code, stderr } = rxtape(
      ...['backtest', PIPELINE, '--data', 'data/sample-day.parquet', '--out', beside, '--quiet'],
      ...QUICK.flatMap(({ strategy, key, value }) => ['--set', `${strategy}.${key}=${String(value)}`]),
    );
    expect(code, stderr).to.equal(0);

    const { runs, pairs } = compared(folder, beside);

    expect(runs[0]).to.deep.include({
      source: folder,
      digest: found.report.digest,
      performance: found.report.performance,
      curve: found.report.curve,
    });
    expect(runs[1]?.digest).to.equal(reportOf(beside).digest);
    expect(pairs[0]).to.include({ days: 1, conclusion: 'tooFewDays', isSame: false });
    expect(pairs[0]?.unlike.join('\n'))
      .to.match(/ticks: .*\n?/)
      .and.to.include('models: ');
  });

  it('tells other days, capital and models, and leaves out days of one alone', () => {
    const other = run('other', pipeline('rich', 'SELL', 20), tape('later.csv', '2025-12-29', 25));
    const { pairs } = compared(long, other);

    expect(pairs[0]).to.include({ days: 10, onlyFirst: 20, onlySecond: 15, conclusion: 'tooFewDays' });
    expect(pairs[0]?.unlike.map((line) => line.split(':')[0])).to.deep.equal(['capital', 'time', 'ticks']);
    const { stdout } = rxtape('compare', long, other);
    expect(stdout.replaceAll(/\s+/g, ' '))
      .to.contain('long and other: 10 days in common, and fewer than 20 allow no conclusion.')
      .and.to.contain('not alike, sessions: 20 of long alone, 15 of other alone, left out above')
      .and.to.contain('not alike, capital: long ₹10,00,000 | other ₹20,00,000');
  });

  it('fits 80 columns, however many runs', () => {
    const copies = [1, 2, 3, 4, 5].map((n) => {
      const folder = join(files.dir, `a run with a name that is rather long, number ${n}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'report.json'), readFileSync(join(short, 'report.json')));
      return folder;
    });

    const { code, stdout } = rxtape('compare', long, ...copies);

    expect(code).to.equal(0);
    expect(stdout.split('\n').filter((line) => line.length > 80)).to.deep.equal([]);
    expect(stdout.match(/^Sharpe/gm)).to.have.length(2); // six runs in two tables
    expect(stdout).to.contain('decided the same, and the same came of it');
    expect(compared(long, ...copies)).to.include({ level: 0.05 / 15 }); // of six, two and two
  });

  describe('tells what is wrong', () => {
    const failing = (...args: readonly string[]): readonly [code: number | null, message: string] => {
      const { code, stdout, stderr } = rxtape('compare', ...args);
      expect(stdout).to.equal('');
      expect(stderr).to.not.contain('    at ');
      return [code, stderr.trim()];
    };

    it('of one run, and of one that is given twice', () => {
      expect(failing(long)).to.deep.equal([2, 'rxtape: two runs or more are compared, and one is given']);
      expect(failing(long, short, join(long, 'report.json'))).to.deep.equal([
        2,
        `rxtape: ${join(long, 'report.json')}: is given twice`,
      ]);
    });

    it('of what is no run', () => {
      expect(failing(long, join(files.dir, 'none'))).to.deep.equal([
        2,
        `rxtape: ${join(files.dir, 'none')}: is no folder of a run and no pipeline's file`,
      ]);
      const [code, message] = failing(long, files.dir);
      expect([code, message.split(':')[2]]).to.deep.equal([2, ' has no report.json']);
    });

    it('of a report that is broken, or of an older form', () => {
      const folderOf = (name: string, text: string): string => {
        mkdirSync(join(files.dir, name), { recursive: true });
        writeFileSync(join(files.dir, name, 'report.json'), text);
        return join(files.dir, name);
      };
      const built = reportOf(long);
      const older = { ...built, performance: { ...built.performance, daily: undefined } };

      const [cutCode, cut] = failing(long, folderOf('cut', '{"rxtape": "0.1'));
      expect(cutCode).to.equal(1);
      expect(cut).to.contain('cut/report.json: cannot be read: ');
      const [olderCode, message] = failing(long, folderOf('older', JSON.stringify(older)));
      expect(olderCode).to.equal(1);
      expect(message).to.contain('older/report.json: is no report of this version: performance.daily: ');
    });

    it('of runs without a session in common', () => {
      const later = run('later', pipeline('after', 'BUY'), tape('september.csv', '2025-09-01', 2));

      expect(failing(long, later)).to.deep.equal([
        1,
        'rxtape: long (2025-12-01 to 2026-01-09) and later (2025-09-01 to 2025-09-02) have no session in common',
      ]);
    });

    it('of pipelines without data, and data without pipelines', () => {
      const path = pipeline('alone', 'BUY');

      expect(failing(long, path)).to.deep.equal([
        2,
        `rxtape: ${path}: is a pipeline: --data says on what it is run`,
      ]);
      expect(failing(long, short, '--data', thirty)).to.deep.equal([
        2,
        'rxtape: --data is given, and no pipeline to run on it',
      ]);
    });
  });
});
