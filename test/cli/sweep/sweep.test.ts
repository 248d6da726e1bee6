import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { figuresOf } from '../../../src/report/figures.js';
import type { Report } from '../../../src/report/report.js';
import type { SweepIdentity } from '../../../src/codec/sweep/identity.js';
import type { SweepRow } from '../../../src/codec/sweep/row.js';
import { PROGRAM } from '../program.js';
import { runAll } from '../run-all.js';
import { rxtape, scratch } from '../rxtape.js';

const MODES = 'test/cli/sweep/modes-pipeline.ts';
const DATA = ['--data', 'data/sample-day.parquet'];

describe('rxtape sweep', () => {
  const files = scratch();
  after(files.remove);
  const folder = (name: string): string => join(files.dir, name);
  const rowsIn = (name: string): readonly SweepRow[] =>
    readFileSync(join(folder(name), 'rows.ndjson'), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => JSON.parse(line) as SweepRow);

  describe('gives rows that are the backtest, digest and all figures:', () => {
    const bars = files.file('bars.csv', barsOf(['2026-01-05', '2026-01-06', '2026-01-07']));
    const CASES: Readonly<Record<string, readonly string[]>> = {
      'of the sample day with its depth': ['pipelines/momentum.ts', ...DATA],
      'of a part of it, with other fills': [
        'pipelines/momentum.ts',
        ...DATA,
        ...[
          '--from',
          '2026-01-05T10:00',
          '--to',
          '2026-01-05T12:00',
          '--latency',
          '40',
          '--charges',
          'flat:20',
        ],
      ],
      'of bars over several days': [
        'pipelines/momentum.ts',
        ...['--data', bars, '--tz', 'Asia/Kolkata', '--on-bad-row', 'skip', '--ideal'],
      ],
    };
    for (const [what, args] of Object.entries(CASES))
      it(what, async () => {
        const out = folder(what);
        const sets = [
          ['momentum.fast=20', 'momentum.slow=50'],
          ['momentum.fast=40', 'momentum.slow=50'],
        ];

        const [swept, ...runs] = await runAll([
          [
            'sweep',
            ...args,
            '--set',
            'momentum.fast=20,40',
            '--set',
            'momentum.slow=50',
            '--workers',
            '2',
            '--out',
            out,
          ],
          ...sets.map((set) => ['backtest', ...args, ...set.flatMap((one) => ['--set', one]), '--json']),
        ]);

        expect(swept?.code, swept?.stderr).to.equal(0);
        const rows = new Map(rowsIn(what).map(({ settings, result }) => [settings['momentum.fast'], result]));
        for (const [i, fast] of [20, 40].entries()) {
          const report = JSON.parse(runs[i]?.stdout ?? '') as Report;
          const { digest, figures } = rows.get(fast) ?? {};

          expect(report.performance.trades).to.be.greaterThan(1);
          expect(digest).to.equal(report.digest);
          expect(figures).to.deep.equal(figuresOf(report.performance));
        }
      });
  });

  it('goes on to a minute behind the close as a backtest does, and no further than --to', () => {
    const endOf = (name: string, ...span: readonly string[]): string | undefined => {
      rxtape(
        'sweep',
        'pipelines/momentum.ts',
        ...DATA,
        ...span,
        '--set',
        'momentum.fast=20',
        '--out',
        folder(name),
      );
      const [header = ''] = readFileSync(join(folder(name), 'rows.ndjson'), 'utf8').split('\n');
      return (JSON.parse(header) as { readonly identity: SweepIdentity }).identity['end'];
    };

    const from = ['--from', '2026-01-05T15:20'];
    expect(endOf('to the close', ...from)).to.equal('2026-01-05T15:31:00.000+05:30');
    expect(endOf('cut', ...from, '--to', '2026-01-05T15:29:10')).to.equal('2026-01-05T15:29:10.000+05:30');
  });

  it('puts combinations that throw, are refused or end their thread into the table, and goes on', () => {
    const [node, ...own] = PROGRAM;
    const run = spawnSync(
      node,
      [
        '--max-old-space-size=200', // megabytes, of each thread
        ...own,
        ...[
          'sweep',
          MODES,
          ...DATA,
          '--set',
          'modes.mode=throw,exit,fill,trade',
          '--set',
          'modes.every=400,-1',
        ],
        ...['--objective', 'netPnl', '--workers', '2', '--out', folder('ends')],
      ],
      { encoding: 'utf8' },
    );

    const rows = rowsIn('ends');
    const of = (mode: string): SweepRow | undefined =>
      rows.find(({ settings }) => settings['modes.mode'] === mode);
    expect(run.status, run.stderr).to.equal(1);
    expect(rows).to.have.length(2); // what ends a thread is no result to keep
    expect(of('throw')?.error).to.equal('modes on NFO:NIFTY27JAN26F: Error: as it was told');
    expect(of('trade')).to.include({ error: null });
    expect(run.stdout).to.contain(
      '8 combinations: 1 ranked by netPnl, 7 failed\n' +
        '  4 failed, the first with modes.mode=throw modes.every=-1: modes.every: expected a whole number of at least 1, got -1\n' +
        '  1 failed with modes.mode=throw modes.every=400: modes on NFO:NIFTY27JAN26F: Error: as it was told\n',
    );
    const csv = readFileSync(join(folder('ends'), 'results.csv'), 'utf8');
    expect(csv).to.match(/modes\.every.*got -1/);
    expect(csv).to.match(/\nexit,400,.*its thread ended, 3 times: .*7/);
    expect(csv).to.match(/\nfill,400,.*its thread ended, 3 times: .*memory/);
    expect(csv.split('\n')[0]).to.match(
      /,neighbours\.rows,neighbours\.median\.netPnl,neighbours\.halfAsGood,digest,error$/,
    );
    // of `throw` no other mode is a step away, and 400 of -1 is
    expect(csv.split('\n')[1]).to.match(/,1,,,[^,]*,modes on NFO/);
  });

  it('takes rows that leave a setting out and values of mixed types into summary, page and tables', () => {
    const out = folder('mixed');
    const list = files.file(
      'mixed.ndjson',
      '{"modes.every":300,"modes.mode":"trade"}\n{"modes.every":400}\n{"modes.every":"abc"}\n',
    );

    const { code, stdout, stderr } = rxtape('sweep', MODES, ...DATA, '--list', list, '--out', out);

    expect(code, stderr).to.equal(0);
    expect(stdout).to.contain('3 combinations: 2 ranked by netPnl, 1 failed');
    expect(readdirSync(out)).to.have.members(['rows.ndjson', 'results.csv', 'results.parquet', 'sweep.html']);
    expect(readFileSync(join(out, 'results.csv'), 'utf8')).to.match(/\n300,trade,.*\n400,,.*\nabc,,/);
  });

  it('prints its summary and writes its page where a table cannot be written, and says so', () => {
    const out = folder('no table');
    mkdirSync(join(out, 'results.parquet'), { recursive: true });

    const { code, stdout, stderr } = rxtape(
      'sweep',
      MODES,
      ...DATA,
      '--set',
      'modes.every=400',
      '--out',
      out,
    );

    expect(code).to.equal(1);
    expect(stdout)
      .to.contain('1 combination')
      .and.to.contain(`Page: ${join(out, 'sweep.html')}`);
    expect(stderr).to.match(/results\.parquet: cannot be written: .*; the rows are kept in rows\.ndjson/);
    expect(readdirSync(out)).to.have.members(['rows.ndjson', 'results.csv', 'results.parquet', 'sweep.html']);
  });

  it('does a combination again whose thread came to an end, as if nothing had happened', () => {
    const marker = join(files.dir, 'ended once');
    const args = ['--set', 'modes.every=300,400', '--objective', 'netPnl', '--workers', '1'];
    const plain = rxtape('sweep', MODES, ...DATA, ...args, '--out', folder('plain'));

    const ended = rxtape(
      ...['sweep', MODES, ...DATA, ...args, '--set', `modes.once=${marker}`, '--out', folder('once')],
    );

    const resultsOf = (name: string) => rowsIn(name).map(({ error, result }) => ({ error, result }));
    expect([plain.code, ended.code], ended.stderr).to.deep.equal([0, 0]);
    expect(existsSync(marker)).to.equal(true);
    expect(resultsOf('once')).to.have.length(2);
    expect(resultsOf('once')).to.have.deep.members(resultsOf('plain'));
  });

  it('tries again in the next run what ended its threads, and nothing else', () => {
    const needed = join(files.dir, 'needed file');
    const args = ['--set', 'modes.every=300,400', '--objective', 'netPnl', '--workers', '2'];
    const plain = rxtape('sweep', MODES, ...DATA, ...args, '--out', folder('all there'));
    const sweep = (needs: string) =>
      rxtape('sweep', MODES, ...DATA, ...args, '--set', `modes.needs=${needs}`, '--out', folder('needed'));

    const without = sweep(needed);
    const nothing = rowsIn('needed');
    files.file('needed file', '');
    const withIt = sweep(needed);
    const again = sweep(needed);

    expect(plain.code).to.equal(0);
    expect(without.code).to.equal(1);
    expect(without.stdout).to.match(/2 failed.*modes\.every=300.*: its thread ended, 3 times: /s);
    expect(nothing).to.deep.equal([]);
    expect(withIt.code, withIt.stderr).to.equal(0);
    expect(withIt.stderr).not.to.contain('done already');
    const resultsOf = (name: string) => rowsIn(name).map(({ error, result }) => ({ error, result }));
    expect(resultsOf('needed')).to.have.deep.members(resultsOf('all there'));
    expect(again.stderr).to.contain('2 combinations are done already, nothing is left to run');
  });

  it('runs again only what is missing, after a line that was cut off too', () => {
    const sweep = (...more: readonly string[]) =>
      rxtape('sweep', MODES, ...DATA, ...more, '--objective', 'netPnl', '--out', folder('again'));
    const path = join(folder('again'), 'rows.ndjson');
    sweep('--set', 'modes.every=300,400');
    const first = readFileSync(path, 'utf8');
    files.file('again/rows.ndjson', `${first}{"settings":{"modes.every":5`);

    const { code, stdout, stderr } = sweep('--set', 'modes.every=400,500');

    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(code, stderr).to.equal(0);
    expect(lines.slice(0, 3)).to.deep.equal(first.trimEnd().split('\n'));
    expect(lines.slice(3).map((line) => (JSON.parse(line) as SweepRow).settings)).to.deep.equal([
      { 'modes.every': 500 },
    ]);
    expect(stdout).to.contain('2 combinations');
  });

  it('takes out lines that are no rows, says which, and runs their combinations again', () => {
    const sweep = () =>
      rxtape('sweep', MODES, ...DATA, '--set', 'modes.every=300:500:100', '--out', folder('broken'));
    const path = join(folder('broken'), 'rows.ndjson');
    sweep();
    const [header = '', first = '', second = '', third = ''] = readFileSync(path, 'utf8').split('\n');
    files.file('broken/rows.ndjson', [header, first, second.slice(9), third, ''].join('\n'));

    const { code, stderr } = sweep();

    expect(code, stderr).to.equal(0);
    expect(stderr).to.contain(
      `${path}: line 3 is no whole row and is taken out; its combination runs again when it is asked for\n`,
    );
    expect(readFileSync(path, 'utf8').split('\n')).to.deep.equal([header, first, third, second, '']);
    expect(sweep().stderr).not.to.contain('no whole row');
  });

  it('refuses a folder of another tape, pipeline or exchange, and names the difference', () => {
    const args = ['--set', 'modes.every=300', '--out', folder('other')];
    rxtape('sweep', MODES, ...DATA, ...args);

    const outcomes = [
      ['sweep', MODES, ...DATA, ...args, '--to', '2026-01-05T10:00'],
      ['sweep', MODES, ...DATA, ...args, '--charges', 'none'],
      ['sweep', 'pipelines/momentum.ts', ...DATA, '--set', 'momentum.fast=30', '--out', folder('other')],
    ].map((command) => rxtape(...command));

    const says = [/tape: is [0-9a-f]{60}…, was/, /charges: is none, was flat20/, /code momentum.ts: is/];
    for (const [i, { code, stderr }] of outcomes.entries()) {
      expect(code).to.equal(2);
      expect(stderr).to.match(says[i] ?? /$^/);
    }
  });

  describe('refuses with 2, before anything runs,', () => {
    const list = (name: string, text: string): string => files.file(name, text);
    const CASES: Readonly<Record<string, readonly [args: readonly string[], says: RegExp]>> = {
      'a setting that no strategy has': [
        ['--set', 'modes.often=5:50:5'],
        /--set modes\.often: modes has no setting often; it has every, mode, once, needs/,
      ],
      'a strategy that is not there': [['--set', 'mode.every=5'], /no strategy mode; there is modes/],
      'nothing to sweep': [[], /nothing to sweep/],
      'a bad range': [['--set', 'modes.every=50:5:5'], /nothing lies from 50 up to 5/],
      'a grid of which nothing can be run': [
        ['--set', 'modes.every=0,-1'],
        /no combination can be run.*got 0/,
      ],
      'a setting given twice': [['--set', 'modes.every=1', '--set', 'modes.every=2'], /is set twice/],
      'an unknown objective': [
        ['--set', 'modes.every=5', '--objective', 'profit'],
        /no figure profit; there are/,
      ],
      'a condition that is none': [['--set', 'modes.every=5', '--where', 'trades'], /write a figure, one of/],
      'a walk forward that does not fit the tape': [
        ['--set', 'modes.every=5', '--walk-forward', '2d/1d'],
        /needs 3 sessions; the tape has 1/,
      ],
      'a walk forward by what sessions do not tell': [
        ['--set', 'modes.every=5', '--walk-forward', '2d/1d', '--objective', 'exposure'],
        /do not tell exposure; they tell netPnl/,
      ],
      'an empty list': [['--list', list('empty.csv', '\n')], /is empty/],
      'a list of unknown settings': [
        ['--list', list('unknown.csv', 'modes.every,modes.x\n1,2\n')],
        /modes has no setting x/,
      ],
      'a list of which a later row has an unknown setting': [
        ['--list', list('later.ndjson', '{"modes.every":300}\n{"modes.evry":400}\n')],
        /modes has no setting evry; it has every/,
      ],
      'a list that is no table': [
        ['--list', list('odd.csv', 'modes.every\n1,2\n')],
        /line 2: 2 cells, expected 1/,
      ],
      'a list beside a grid': [
        ['--list', list('grid.csv', 'modes.every\n1\n'), '--set', 'modes.every=1,2'],
        /may have one value beside it/,
      ],
    };
    it('what is wrong', async () => {
      const outcomes = await runAll(Object.values(CASES).map(([args]) => ['sweep', MODES, ...DATA, ...args]));

      for (const [i, [what, [, says]]] of Object.entries(CASES).entries()) {
        expect(outcomes[i]?.code, what).to.equal(2);
        expect(outcomes[i]?.stderr, what).to.match(says);
        expect(outcomes[i]?.stderr, what).not.to.contain('    at ');
      }
    });
  });
});

/** Minute bars of a price that goes up and down, of the sessions of `dates`; one row of each is bad. */
function barsOf(dates: readonly string[]): string {
  const rows = dates.flatMap((date, day) =>
    Array.from({ length: 375 }, (_, i) => {
      const minute = 9 * 60 + 15 + i;
      const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      const price = 26_000 + 60 * Math.sin((i + 100 * day) / 25) + 20 * Math.sin(i / 7);
      const [open, close] = [price.toFixed(1), (price + 2 * Math.cos(i)).toFixed(1)];
      const high = i === 99 ? 'high' : (price + 5).toFixed(1);
      return `${date}T${time}:00,${open},${high},${(price - 5).toFixed(1)},${close},1000`;
    }),
  );
  return `date,open,high,low,close,volume\n${rows.join('\n')}\n`;
}
