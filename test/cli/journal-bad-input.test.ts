import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { NO_LOG } from '../../src/port/log.js';
import { verify } from '../../src/run/verify.js';
import { tamper } from '../adapter/journal/forge.js';
import { recordings } from '../adapter/recording/sessions.js';
import { recordedSession } from '../run/recorded-session.js';
import { LiveProcess, type SimulatorProcess, startSim } from './live-process.js';
import { runAll } from './run-all.js';

const JOURNAL = 'journal.sqlite';
const ORDER = 'momentum:NFO|53001:1';

/** Everything that reads a recorded session. */
const readersOf = (folder: string): readonly (readonly string[])[] => [
  ['journal', folder],
  ['journal', folder, '--verify'],
  ['audit', ORDER, '--journal', folder],
  ['verify', folder],
  ['report', folder],
];

describe('a session’s journal that is not as it should be', () => {
  const { dir } = recordings();
  let whole = '';
  before(async () => {
    whole = await recordedSession(dir('whole'), { messages: 800 });
  });

  /** A copy of the session whose journal `spoil` has been at. */
  const spoilt = (name: string, spoil: (journal: string) => void): string => {
    cpSync(whole, dir(name), { recursive: true });
    spoil(join(dir(name), JOURNAL));
    return dir(name);
  };
  /** Of all that is kept; SQLite lays files of its own beside what it reads. */
  const sumsOf = (folder: string): readonly string[] =>
    readdirSync(folder)
      .filter((file) => !/-(wal|shm)$/.test(file))
      .sort()
      .map(
        (file) =>
          `${file} ${createHash('sha256')
            .update(readFileSync(join(folder, file)))
            .digest('hex')}`,
      );

  for (const [what, says, spoil] of [
    [
      'where a newer rxtape has written it',
      /journal\.sqlite: a journal of schema 99, and this rxtape knows 1 and older; a newer rxtape .* nothing was changed$/,
      (journal: string) => tamper(journal, (db) => db.pragma('user_version = 99')),
    ],
    [
      'where it is damaged in the middle',
      /journal\.sqlite: the journal is damaged: .*malformed/,
      (journal: string) => {
        const bytes = readFileSync(journal);
        writeFileSync(journal, bytes.fill(0xff, 4_096));
      },
    ],
    [
      'where it lacks its end',
      /journal\.sqlite: the journal is damaged: .*malformed/,
      (journal: string) => truncateSync(journal, 12_288),
    ],
    [
      'where it is no SQLite file',
      /journal\.sqlite: is no SQLite file, so no journal$/,
      (journal: string) => writeFileSync(journal, 'at,token,last\n'.repeat(400)),
    ],
  ] as const)
    it(`is named by whoever reads it ${what}, and stays as it is`, async () => {
      const folder = spoilt(what.replaceAll(' ', '-'), spoil);
      const before = sumsOf(folder);

      for (const { code, stdout, stderr } of await runAll(readersOf(folder))) {
        const lines = stderr.trimEnd().split('\n');
        expect(lines.at(-1))
          .to.match(/^rxtape: /)
          .and.match(says);
        for (const line of lines) expect(line).to.contain(folder); // no stack, and no bug
        expect({ code, stdout }).to.deep.equal({ code: 1, stdout: '' });
      }
      expect(sumsOf(folder)).to.deep.equal(before);
    });

  it('has no order of an unknown id: the nearest are named, and that is wrong usage', async () => {
    const before = sumsOf(whole);
    const [near, nowhere] = await runAll([
      ['audit', 'momentum:NFO|53001:0', '--journal', whole],
      ['audit', ORDER, '--journal', dir('nowhere')],
    ]);

    expect(near).to.deep.include({ code: 2, stdout: '' });
    expect(near?.stderr).to.match(
      /^rxtape: .*no order 'momentum:NFO\|53001:0'; nearest: momentum:NFO\|53001:1, /,
    );
    expect(nowhere).to.deep.include({ code: 2, stdout: '' });
    expect(nowhere?.stderr).to.contain('no recorded session; --journal names the folder of one');
    expect(sumsOf(whole)).to.deep.equal(before);
  });

  describe('while a session records into it', () => {
    let sim: SimulatorProcess;
    before(async () => {
      sim = await startSim('--speed', '60');
    });
    after(() => sim.kill());

    it('is refused to a second session and to those that want it whole, and the first goes on', async () => {
      const recorded = dir('running');
      const paper = ['paper', 'pipelines/momentum.ts', '--feed', sim.feed, '--record', recorded, '--quiet'];
      const first = LiveProcess.start(paper);
      await first.until('stderr', /Live: 1 of 1/);
      const [name = ''] = readdirSync(recorded);
      const folder = join(recorded, name);
      const refused = await runAll([
        [...paper, '--no-control'],
        [...paper, '--resume', folder, '--no-control'],
        ['verify', folder],
        ['report', folder],
      ]);
      first.signal('SIGINT');
      const { code, stderr } = await first.outcome();

      for (const one of refused) {
        expect(one.code, one.stderr).to.equal(2);
        expect(one.stderr).to.match(new RegExp(`rxtape: ${folder}.*process ${first.child.pid}\\b`));
      }
      expect(readdirSync(recorded)).to.deep.equal([name]);
      expect(code, stderr).to.equal(0);
      const { recording, difference } = await verify(folder, { pipeline: undefined, log: NO_LOG });
      expect({ recording, difference }).to.deep.equal({ recording: 'whole', difference: null });
    });
  });
});
