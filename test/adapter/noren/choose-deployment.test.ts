import { join } from 'node:path';
import { expect } from 'chai';
import { chooseDeployment } from '../../../src/adapter/noren/choose-deployment.js';
import { writeSession } from '../../../src/adapter/noren/session-file.js';
import { Secret } from '../../../src/domain/secret.js';
import { epochMs } from '../../../src/domain/time.js';
import { scratch } from '../../cli/rxtape.js';
import { usageError } from '../../support/usage-error.js';

describe('chooseDeployment', () => {
  const files = scratch();
  after(files.remove);
  const path = join(files.dir, 'session.json');
  const none = { RXTAPE_SESSION_FILE: join(files.dir, 'none.json') };

  it('is the broker that the option names', async () => {
    expect((await chooseDeployment('--feed', 'flattrade', { RXTAPE_BROKER: 'shoonya' })).name).to.equal(
      'flattrade',
    );
  });

  it('is for noren alone the broker of the environment, else of the session file', async () => {
    await writeSession(path, {
      broker: 'ws://127.0.0.1:9/NorenWSTP/',
      uid: 'FA00000',
      accountId: 'FA00000',
      token: new Secret('token'),
      obtainedAt: epochMs(0),
      expiresAt: undefined,
    });
    const env = { RXTAPE_SESSION_FILE: path };

    expect((await chooseDeployment('--feed', 'noren', env)).dialect).to.equal('legacy');
    expect((await chooseDeployment('--feed', 'noren', { ...env, RXTAPE_BROKER: 'flattrade' })).name).to.equal(
      'flattrade',
    );
  });

  it('says what can be written where none is named', async () => {
    expect(await usageError(chooseDeployment('--feed', 'noren', none)))
      .to.contain('--feed shoonya')
      .and.to.contain('RXTAPE_BROKER')
      .and.to.contain('rxtape login');
  });

  it('is none, for a log-in or a session, while certificates are not checked', async () => {
    const env = { ...none, NODE_TLS_REJECT_UNAUTHORIZED: '0' };

    expect(await usageError(chooseDeployment('--feed', 'shoonya', env))).to.contain('NODE_EXTRA_CA_CERTS');
  });

  it('says where a wrong name stands', async () => {
    expect(await usageError(chooseDeployment('--feed', 'shonya', none))).to.match(/^--feed: .*shonya/);
    expect(await usageError(chooseDeployment('--feed', 'noren', { ...none, RXTAPE_BROKER: 'x' }))).to.match(
      /^RXTAPE_BROKER: /,
    );
  });
});
