import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { type NorenBroker, norenBroker, secretsOf, USER } from '../support/noren-broker.js';
import { LiveProcess } from './live-process.js';
import { type Outcome, scratch } from './rxtape.js';

interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  /** All that is typed. */
  readonly input?: string;
}

const OAUTH = { RXTAPE_UID: USER.uid, RXTAPE_CLIENT_ID: USER.clientId, RXTAPE_API_SECRET: USER.apiSecret };
const PASSWORD = {
  RXTAPE_UID: USER.uid,
  RXTAPE_PASSWORD: USER.password,
  RXTAPE_API_SECRET: USER.apiSecret,
  RXTAPE_TOTP_SECRET: USER.totpSecret,
};

describe('rxtape login', () => {
  const files = scratch();
  let broker: NorenBroker;
  before(async () => {
    broker = await norenBroker();
  });
  afterEach(() => {
    broker.refuseWith(undefined);
  });
  after(async () => {
    await broker.close();
    files.remove();
  });
  let count = 0;
  const place = (): string => join(files.dir, String(count++), 'session.json');
  const url = (socket: string): string => `ws://127.0.0.1:${broker.port}/${socket}/`;

  const rxtapeLogin = async (
    path: string,
    args: readonly string[],
    { env, input = '' }: Surroundings = {},
  ): Promise<Outcome> => {
    const running = LiveProcess.start(['login', ...args], { RXTAPE_SESSION_FILE: path, ...env });
    running.child.stdin.on('error', () => undefined); // it may end before it has read all
    running.child.stdin.end(input);
    const outcome = await running.outcome();
    expectNoSecret(`${outcome.stdout}${outcome.stderr}`);
    expect(outcome.stderr).not.to.match(/^\s+at /m);
    return outcome;
  };
  const expectNoSecret = (text: string): void => {
    for (const secret of secretsOf(broker.tokens)) expect(text.includes(secret), text).to.equal(false);
  };
  const session = (path: string): Record<string, unknown> =>
    JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;

  it('logs in with a password and a one-time password made of its key', async () => {
    const path = place();
    const { code, stdout } = await rxtapeLogin(path, ['--broker', url('NorenWSTP')], { env: PASSWORD });

    expect(code).to.equal(0);
    expect(stdout)
      .to.contain(`${USER.uid} is logged in at ${url('NorenWSTP')}`)
      .and.to.contain(path);
    expect(session(path)).to.include({
      broker: url('NorenWSTP'),
      uid: USER.uid,
      accountId: USER.accountId,
      token: broker.tokens.at(-1),
    });
    expect(statSync(path).mode & 0o777).to.equal(0o600);
  });

  it('asks for what the environment does not say', async () => {
    const path = place();
    const { code, stderr } = await rxtapeLogin(path, ['--broker', url('NorenWSTP')], {
      input: `${USER.uid}\n${USER.password}\n${USER.apiSecret}\n123456\n`,
    });

    expect(code).to.equal(0);
    expect(stderr).to.match(/User id: .*Password: .*API secret: .*One-time password/s);
    expect(session(path)['token']).to.equal(broker.tokens.at(-1));
  });

  it('exchanges a pasted code by GenAcsTok, and says until when the log-in is good', async () => {
    const path = place();
    const { code, stdout, stderr } = await rxtapeLogin(path, ['--broker', url('NorenWSAPI')], {
      env: OAUTH,
      input: `https://registered.example/back?code=${USER.code}\n`,
    });

    expect(code).to.equal(0);
    expect(stderr).to.contain(`/OAuthlogin/authorize/oauth?client_id=${USER.clientId}`);
    expect(stdout).to.contain('until 2100-01-01T05:30:00.000+05:30');
    expect(session(path)['expiresAt']).to.equal('2100-01-01T00:00:00.000Z');
  });

  it('exchanges a code by the JSON call, until the next morning', async () => {
    const path = place();
    const { code, stderr } = await rxtapeLogin(path, ['--broker', url('PiConnectWSAPI')], {
      env: OAUTH,
      input: USER.code,
    });

    expect(code).to.equal(0);
    expect(stderr).to.contain(`/?app_key=${USER.clientId}`);
    expect(session(path)['expiresAt']).to.match(/T23:30:00.000Z$/); // five in the morning in India
  });

  for (const key of ['code', 'request_code']) {
    it(`takes the ${key} that the browser brings to this machine, and nothing else that asks there`, async () => {
      const path = place();
      const running = LiveProcess.start(
        ['login', '--broker', url('PiConnectWSAPI'), '--redirect', 'http://127.0.0.1:0/back'],
        { ...OAUTH, RXTAPE_SESSION_FILE: path },
      );
      const [, back = ''] = await running.until('stderr', /Waiting for the browser at (\S+)/);
      expect((await fetch(new URL('/favicon.ico', back))).status).to.equal(404);
      expect((await fetch(new URL(`/elsewhere?${key}=x`, back))).status).to.equal(404);
      const page = await fetch(`${back}?client=${USER.uid}&${key}=${USER.code}`);
      const { code, stdout, stderr } = await running.outcome();

      expect(await page.text()).to.contain('can be closed');
      expect(code).to.equal(0);
      expectNoSecret(`${stdout}${stderr}`);
      expect(session(path)['token']).to.equal(broker.tokens.at(-1));
    });
  }

  it('prints JSON without secrets', async () => {
    const path = place();
    const { stdout } = await rxtapeLogin(path, ['--broker', url('NorenWSTP'), '--json'], { env: PASSWORD });

    expect(JSON.parse(stdout)).to.deep.include({
      broker: url('NorenWSTP'),
      uid: USER.uid,
      accountId: USER.accountId,
      expiresAt: null,
      sessionFile: path,
    });
  });

  it('tells the broker’s refusal, whatever it repeats, and writes nothing', async () => {
    const path = place();
    broker.refuseWith(({ body }) => `Invalid Input : cannot read ${body}`);
    const { code, stderr } = await rxtapeLogin(path, ['--broker', url('NorenWSTP')], { env: PASSWORD });

    expect(code).to.equal(1);
    expect(stderr).to.contain('refused the log-in: Invalid Input : cannot read').and.to.contain('[secret]');
    expect(existsSync(path)).to.equal(false);
  });

  it('logs in once, and not again after a refusal', async () => {
    const before = broker.received.length;
    const { code, stderr } = await rxtapeLogin(place(), ['--broker', url('NorenWSTP')], {
      env: { ...PASSWORD, RXTAPE_PASSWORD: 'another' },
    });

    expect(code).to.equal(1);
    expect(stderr).to.contain('Wrong Password').and.to.contain('lock');
    expect(broker.received.length - before).to.equal(1);
  });

  it('says what may be behind a code that is not taken', async () => {
    const shoonya = await rxtapeLogin(place(), ['--broker', url('NorenWSAPI')], { env: OAUTH, input: 'old' });
    expect(shoonya).to.include({ code: 1 });
    expect(shoonya.stderr).to.contain('INVALID_VERIFIER').and.to.contain('good once');

    const flattrade = await rxtapeLogin(place(), ['--broker', url('PiConnectWSAPI')], {
      env: OAUTH,
      input: 'old',
    });
    expect(flattrade).to.include({ code: 1 });
    expect(flattrade.stderr).to.contain('static IP');
  });

  describe('--check', () => {
    it('says whether the broker takes the session', async () => {
      const path = place();
      await rxtapeLogin(path, ['--broker', url('NorenWSTP')], { env: PASSWORD });
      const good = await rxtapeLogin(path, ['--check']);
      expect(good).to.include({ code: 0 });
      expect(good.stdout).to.contain(`${USER.uid} is logged in`);

      broker.expire();
      const over = await rxtapeLogin(path, ['--check']);
      expect(over).to.include({ code: 1 });
      expect(over.stderr).to.contain('Session Expired').and.to.contain('rxtape login');
    });

    it('says that there is none', async () => {
      const { code, stderr } = await rxtapeLogin(place(), ['--check', '--broker', url('NorenWSTP')]);

      expect(code).to.equal(2);
      expect(stderr).to.contain('RXTAPE_SESSION_TOKEN');
    });

    it('takes the session of the environment, and its header where the broker has it there', async () => {
      const path = place();
      await rxtapeLogin(path, ['--broker', url('NorenWSAPI')], { env: OAUTH, input: USER.code });
      const env = { RXTAPE_UID: USER.uid, RXTAPE_SESSION_TOKEN: broker.tokens.at(-1) ?? '' };
      const { code } = await rxtapeLogin(place(), ['--check', '--broker', url('NorenWSAPI')], { env });

      expect(code).to.equal(0);
    });
  });

  it('ends the session and removes the file with --logout', async () => {
    const path = place();
    await rxtapeLogin(path, ['--broker', url('NorenWSTP')], { env: PASSWORD });
    expect(await rxtapeLogin(path, ['--logout'])).to.include({ code: 0 });

    expect(existsSync(path)).to.equal(false);
    expect(await rxtapeLogin(path, ['--logout', '--broker', url('NorenWSTP')])).to.include({ code: 2 });
  });

  describe('refuses with exit code 2 and no word of a secret', () => {
    const cases: readonly (readonly [string, readonly string[], RegExp, Surroundings?])[] = [
      ['a secret on the command line', ['--password', USER.password], /RXTAPE_PASSWORD/],
      ['one behind an equals sign', [`--api-secret=${USER.apiSecret}`], /RXTAPE_API_SECRET/],
      ['one under another name', [`--pasword=${USER.password}`], /option --pasword;/],
      ['one without a name', [USER.password], /behind its options/],
      ['a code on the command line', ['--code', USER.code], /typed when asked|type it when asked/],
      ['no broker', [], /--broker shoonya/],
      ['a broker that is none', ['--broker', 'zerodha'], /shoonya, flattrade/],
      [
        'a password in a URL',
        ['--broker', `ws://me:${USER.password}@127.0.0.1:1/NorenWSTP/`],
        /session file/,
      ],
      [
        'a key of one-time passwords that is none',
        ['--broker', 'ws://127.0.0.1:1/NorenWSTP/'],
        /base32/,
        { env: { ...PASSWORD, RXTAPE_TOTP_SECRET: USER.apiSecret } },
      ],
      ['nobody to ask', ['--broker', 'shoonya'], /nothing was typed/],
      [
        'an address that is not of this machine',
        ['--broker', 'shoonya', '--redirect', 'http://192.0.2.1:5000/'],
        /address of this machine/,
        { env: OAUTH },
      ],
      [
        'a paste without a code',
        ['--broker', 'shoonya'],
        /no code/,
        { env: OAUTH, input: 'https://registered.example/?error=no\n' },
      ],
      [
        'trust in anybody',
        ['--broker', 'shoonya'],
        /NODE_EXTRA_CA_CERTS/,
        { env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } },
      ],
    ];
    for (const [what, args, says, surroundings] of cases) {
      it(what, async () => {
        const { code, stdout, stderr } = await rxtapeLogin(place(), args, surroundings);

        expect(code).to.equal(2);
        expect(stdout).to.equal('');
        expect(stderr).to.match(says);
      });
    }

    it('a session file that others can read', async () => {
      const path = place();
      await rxtapeLogin(path, ['--broker', url('NorenWSTP')], { env: PASSWORD });
      chmodSync(path, 0o644);
      const { code, stderr } = await rxtapeLogin(path, ['--check']);

      expect(code).to.equal(2);
      expect(stderr).to.contain(`chmod 600 ${path}`);
    });
  });
});
