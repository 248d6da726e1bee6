import { join } from 'node:path';
import { expect } from 'chai';
import type { JournalCheck } from '../../src/report/journal-summary.js';
import { tamper } from '../adapter/journal/forge.js';
import { recordings } from '../adapter/recording/sessions.js';
import { recordedSession } from '../run/recorded-session.js';
import { rxtape } from './rxtape.js';

describe('rxtape journal and audit', () => {
  const { dir } = recordings();

  it('tell a journal and an order of it, and end with 1 where a row was changed', async () => {
    const folder = await recordedSession(dir('whole'), { messages: 800 });
    const whole = rxtape('journal', folder, '--verify');
    const story = rxtape('audit', 'momentum:NFO|53001:1', '--journal', folder);
    tamper(join(folder, 'journal.sqlite'), (db) => db.exec('delete from journal where n = 5'));
    const changed = rxtape('journal', folder, '--verify', '--json');
    const untold = rxtape('audit', 'momentum:NFO|53001:1', '--journal', folder);

    expect(whole.code, whole.stderr).to.equal(0);
    expect(whole.stdout).to.match(/journal.sqlite: whole\nchain {5}\d+ rows/);
    expect(story.code, story.stderr).to.equal(0);
    expect(story.stdout).to.match(
      /^momentum:NFO\|53001:1\n.*\n.*\n\n[\d:.]+ {2}saw +tick \d+: last [\d,.]+, bid/,
    );
    expect(changed.code).to.equal(1);
    expect((JSON.parse(changed.stdout) as JournalCheck).fault).to.match(/row 5 is missing/);
    expect(untold.code, untold.stderr).to.equal(1);
    expect(untold.stdout).to.equal('');
    expect(untold.stderr).to.match(
      /journal.sqlite: row 5 is missing: .*; what it says of orders cannot be trusted/,
    );
  });
});
