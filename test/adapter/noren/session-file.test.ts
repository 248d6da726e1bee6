import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect } from 'chai';
import {
  readSession,
  removeSession,
  type SavedSession,
  sessionPath,
  writeSession,
} from '../../../src/adapter/noren/session-file.js';
import { Secret } from '../../../src/domain/secret.js';
import { epochMs } from '../../../src/domain/time.js';
import { scratch } from '../../cli/rxtape.js';
import { usageError } from '../../support/usage-error.js';

const TOKEN = 'b0c1d2e3f4a5968778695a4b3c2d1e0f';
const session: SavedSession = {
  broker: 'shoonya',
  uid: 'FA00000',
  accountId: 'FA00001',
  token: new Secret(TOKEN),
  obtainedAt: epochMs(Date.UTC(2026, 0, 5, 3, 30)),
  expiresAt: epochMs(Date.UTC(2026, 0, 5, 21, 30)),
};

describe('the session file', () => {
  const files = scratch();
  after(files.remove);

  it('gives back the log-in that was written', async () => {
    const path = join(files.dir, 'new', 'folder', 'session.json');
    await writeSession(path, session);
    const read = await readSession(path);

    expect({ ...read, token: read?.token.reveal() }).to.deep.equal({ ...session, token: TOKEN });
  });

  it('has no expiry where none is known', async () => {
    const path = join(files.dir, 'endless.json');
    await writeSession(path, { ...session, expiresAt: undefined });

    expect((await readSession(path))?.expiresAt).to.equal(undefined);
  });

  it('is for its owner alone, whatever stood there before, and leaves nothing beside it', async () => {
    const path = join(files.dir, 'own', 'session.json');
    await writeSession(path, session);
    chmodSync(path, 0o666);
    await writeSession(path, session);

    expect(statSync(path).mode & 0o777).to.equal(0o600);
    expect(statSync(join(files.dir, 'own')).mode & 0o777).to.equal(0o700);
    expect(readdirSync(join(files.dir, 'own'))).to.deep.equal(['session.json']);
  });

  for (const mode of [0o640, 0o604, 0o660, 0o644]) {
    it(`is refused with mode 0${mode.toString(8)}, with the command that mends it`, async () => {
      const path = join(files.dir, `open-${mode.toString(8)}.json`);
      await writeSession(path, session);
      chmodSync(path, mode);
      const message = await usageError(readSession(path));

      expect(message)
        .to.contain(`chmod 600 ${path}`)
        .and.to.contain(`0${mode.toString(8)}`);
    });
  }

  for (const [what, text] of [
    ['is no JSON', `token ${TOKEN}`],
    ['is no object', `"${TOKEN}"`],
    ['has a token that is no text', `{"broker":"shoonya","uid":"FA00000","accountId":"FA00000","token":["${TOKEN}"],"obtainedAt":"2026-01-05"}`], // prettier-ignore
    ['lacks the time', `{"broker":"shoonya","uid":"FA00000","accountId":"FA00000","token":"${TOKEN}"}`],
  ] as const) {
    it(`is refused without its text when it ${what}`, async () => {
      const path = join(files.dir, 'broken.json');
      writeFileSync(path, text, { mode: 0o600 });
      const message = await usageError(readSession(path));

      expect(message).to.contain(path).and.to.contain('rxtape login');
      expect(message).not.to.contain(TOKEN.slice(0, 8));
    });
  }

  it('is undefined where there is no file, and a folder in its place is told', async () => {
    expect(await readSession(join(files.dir, 'none.json'))).to.equal(undefined);
    expect(await usageError(readSession(files.dir))).to.contain(files.dir);
  });

  it('says where it cannot be written', async () => {
    const file = files.file('file', '');
    const message = await usageError(writeSession(join(file, 'session.json'), session));

    expect(message).to.contain(join(file, 'session.json')).and.to.contain('RXTAPE_SESSION_FILE');
  });

  it('can be removed, and removed again', async () => {
    const path = join(files.dir, 'gone.json');
    await writeSession(path, session);
    await removeSession(path);
    await removeSession(path);

    expect(existsSync(path)).to.equal(false);
  });

  it('shows the token nowhere but in the file', async () => {
    const path = join(files.dir, 'shown.json');
    await writeSession(path, session);
    const read = await readSession(path);

    expect(readFileSync(path, 'utf8')).to.contain(TOKEN);
    expect(`${inspect(read, { depth: 9, showHidden: true })} ${JSON.stringify(read)}`).not.to.contain(TOKEN);
  });
});

describe('sessionPath', () => {
  it('is what RXTAPE_SESSION_FILE says, else in the folder for configuration', () => {
    expect(sessionPath({ RXTAPE_SESSION_FILE: '/x/y.json', XDG_CONFIG_HOME: '/c' })).to.equal('/x/y.json');
    expect(sessionPath({ XDG_CONFIG_HOME: '/c' })).to.equal('/c/rxtape/session.json');
    expect(sessionPath({})).to.match(/\.config\/rxtape\/session\.json$/);
  });
});
