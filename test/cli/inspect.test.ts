import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import { Inspection } from '../../src/codec/inspection.js';
import { rxtape, scratch } from './rxtape.js';

/** A day of ticks of one instrument, a row every ten seconds from 09:15 to 15:30 IST. */
const day = (date: string): string => {
  const lines = ['time,symbol,ltp,volume,bid,ask'];
  const open = Date.parse(`${date}T09:15:00+05:30`);
  for (let i = 0; i <= 2_250; i += 1) {
    const price = (100_000 + ((i * 7) % 40) * 5) / 100;
    const time = new Date(open + i * 10_000).toISOString();
    lines.push(`${time},ACC,${price},${1_000 + i},${(price - 0.05).toFixed(2)},${(price + 0.05).toFixed(2)}`);
  }
  return `${lines.join('\n')}\n`;
};

describe('rxtape inspect', () => {
  const files = scratch();
  after(files.remove);
  const clean = files.file('clean.csv', day('2025-12-29'));

  it('says that nothing stands against a clean day, with exit code 0, without any master', () => {
    const { code, stdout, stderr } = rxtape('inspect', clean);

    expect(code, stderr).to.equal(0);
    expect(stdout).to.contain('2,251 rows').and.to.contain('nothing stands against a backtest');
    expect(stdout).to.match(/ACC +2,251 +1,000 +1,001\.95 +0\.05/);
    expect(stderr).to.equal('');
  });

  it('ends with 1 for rows of a Sunday, and with 0 when a calendar says that there was a session', () => {
    const sunday = files.file('sunday.csv', day('2025-12-28'));
    const calendar = files.file(
      'mine.csv',
      'exchanges,from,to,session,hours,name\nNSE,2025-12-28,,special,09:15-15:30,Test\n',
    );

    const closed = rxtape('inspect', sunday);
    const open = rxtape('inspect', sunday, '--calendar', calendar);

    expect(closed.code).to.equal(1);
    expect(closed.stdout).to.match(/2025-12-28 Sun +2,251 .* WEEKEND/);
    expect(open.code, open.stdout).to.equal(0);
    expect(open.stdout).to.contain('Test');
  });

  it('tells the question of one file and looks at the others', () => {
    const zoneless = files.file(
      'zoneless.csv',
      'time,ltp\n2025-12-29 09:15:00,100\n2025-12-29 09:15:01,101\n',
    );

    const { code, stdout } = rxtape('inspect', clean, zoneless, '--json');
    const { groups, refused } = JSON.parse(stdout) as Inspection;

    expect(code).to.equal(1);
    expect(groups.map(({ rows }) => rows)).to.deep.equal([2_251]);
    expect(refused.map(({ kind, question }) => [kind, question])).to.deep.equal([['question', 'no-zone']]);
    expect(refused[0]?.message).to.contain('--tz');
  });

  it('prints what its codec reads with --json, and nothing else', () => {
    const { code, stdout } = rxtape('inspect', 'data/sample-day.parquet', '--json');

    expect(code).to.equal(0);
    const decoded = Inspection.decode(JSON.parse(stdout));
    expect(E.isRight(decoded) && decoded.right.rows).to.equal(41_498);
  });

  it('keeps to 80 columns, long names, questions and tables included, without colours', () => {
    const long = files.file(
      `${'a-name-that-is-far-too-long-for-any-terminal-'.repeat(3)}.csv`,
      day('2025-12-29'),
    );
    const wide = files.file(
      'wide.csv',
      `time,${Array.from({ length: 40 }, (_, i) => `some_indicator_${i}`).join(',')}\n`,
    );

    const { stdout } = rxtape('inspect', long, wide, 'data/sample-day.csv');

    expect(stdout.split('\n').filter((line) => line.length > 80)).to.deep.equal([]);
    expect(stdout).not.to.contain('\u001b');
  });

  it('looks at the first rows only with --rows', () => {
    const { stdout } = rxtape('inspect', clean, '--rows', '100', '--json');

    expect((JSON.parse(stdout) as Inspection).rows).to.equal(100);
  });

  it('tells of six or more files that are alike as one, in the order of their times', () => {
    const folder = scratch();
    for (const date of ['29', '22', '23', '24', '30', '26'])
      folder.file(`acc-${date}.csv`, day(`2025-12-${date}`));

    const { code, stdout } = rxtape('inspect', folder.dir, '--json');
    const { groups, files: count } = JSON.parse(stdout) as Inspection;
    folder.remove();

    expect(code).to.equal(0);
    expect([count, groups.length]).to.deep.equal([6, 1]);
    expect(groups[0]?.sessions.map(({ date, rows }) => [date.slice(8), rows])).to.deep.equal(
      ['22', '23', '24', '26', '29', '30'].map((date) => [date, 2_251]),
    );
    expect(groups[0]?.gaps.count).to.equal(0);
  });

  for (const [args, told] of [
    [['nowhere.csv'], 'no such file or folder'],
    [[clean, '--rows', '0'], 'a whole number of rows'],
    [[clean, '--gap', 'long'], '--gap'],
    [[clean, '--calendar', 'nowhere.csv'], 'nowhere.csv'],
    [[clean, '--tz', 'Mars/Olympus'], 'no such time zone'],
  ] as const) {
    it(`ends with 2 for ${args.slice(-2).join(' ').replace(clean, '').trim()}`, () => {
      const { code, stderr } = rxtape('inspect', ...args);

      expect(stderr).to.contain(told);
      expect(code).to.equal(2);
    });
  }

  it('shows its options and examples with --help', () => {
    const { code, stdout } = rxtape('inspect', '--help');

    expect(code).to.equal(0);
    expect(stdout).to.contain('--calendar').and.to.contain('Examples:');
  });
});
