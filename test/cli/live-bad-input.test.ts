import { once } from 'node:events';
import { chmodSync, readdirSync } from 'node:fs';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { generate } from 'selfsigned';
import { WebSocketServer } from 'ws';
import { httpServer } from '../support/http-server.js';
import { LiveProcess, logLines, startSim } from './live-process.js';
import { type Outcome, scratch } from './rxtape.js';

const PIPELINE = 'pipelines/momentum.ts';
const TOKEN = 'f3a1c2d4e5b697887766554433221100ffeeddccbbaa99887766554433221100';
const TOKEN_OF_THE_ENVIRONMENT = { RXTAPE_UID: 'FA00000', RXTAPE_SESSION_TOKEN: TOKEN };

/** A run that is expected to end by itself with words that a person understands, none of them a secret. */
const paper = async (
  args: readonly string[],
  env: Readonly<Record<string, string>> = TOKEN_OF_THE_ENVIRONMENT,
): Promise<Outcome> => {
  const outcome = await LiveProcess.start(['paper', PIPELINE, ...args], env).outcome();
  expectPlainWords(outcome);
  return outcome;
};

const expectPlainWords = ({ stdout, stderr }: Outcome): void => {
  expect(stderr, stderr).not.to.match(/^\s+at |\bbug in rxtape\b/m);
  for (let i = 0; i + 8 <= TOKEN.length; i += 8)
    expect(`${stdout}${stderr}`.includes(TOKEN.slice(i, i + 8)), stderr).to.equal(false);
};

/** The last line that is not of the log: why it ended. */
const lastWord = ({ stderr }: Outcome): string =>
  stderr
    .trim()
    .split('\n')
    .findLast((line) => !line.startsWith('{')) ?? '';

const freePort = async (): Promise<number> => {
  const server = createServer();
  const port = await listening(server);
  server.close();
  await once(server, 'close');
  return port;
};

const listening = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

describe('a live session that cannot be', () => {
  const files = scratch();
  after(files.remove);

  it('says that nothing answers at the address, after some tries', async () => {
    const port = await freePort();
    const run = await paper(['--feed', `ws://127.0.0.1:${port}`]);

    expect(run.code).to.equal(2);
    expect(lastWord(run)).to.match(new RegExp(`nothing answers at 127.0.0.1:${port} .*4 times`));
    expect(logLines(run.stderr).filter(({ msg }) => msg.includes('the next try is in'))).to.have.length(3);
  });

  it('says that there is no simulator where none is and no token is at hand', async () => {
    const port = await freePort();
    const run = await paper(['--feed', `ws://127.0.0.1:${port}`], {});

    expect(run.code).to.equal(2);
    expect(lastWord(run)).to.contain('rxtape sim').and.to.contain('rxtape login --broker');
  });

  it('says that a host is not known', async () => {
    const run = await paper(['--feed', 'ws://no-such-host.invalid/NorenWSAPI/']);

    expect(run.code).to.equal(2);
    expect(lastWord(run)).to.match(/no host is known as no-such-host\.invalid|could not be looked up/);
  });

  it('says that another kind of server is there', async () => {
    const server = await httpServer(() => [404, '<html>nothing here</html>']);
    const run = await paper(['--feed', `ws://127.0.0.1:${server.port}/somewhere/else`]);
    await server.close();

    expect(run.code).to.equal(2);
    expect(lastWord(run)).to.contain('404').and.to.contain('no Noren WebSocket');
  });

  for (const [feed, says] of [
    ['https://example.com/NorenWSAPI/', /write ws:\/\/ or wss:\/\//],
    ['zerodha', /shoonya, flattrade/],
    ['ws://', /no URL/],
    ['noren', /--feed shoonya/],
    ['shoonya', /rxtape login --broker shoonya/],
  ] as const) {
    it(`says what --feed ${feed} lacks, before anything is opened`, async () => {
      const run = await paper(['--feed', feed], {});

      expect(run.code).to.equal(2);
      expect(lastWord(run)).to.match(says);
      expect(run.stderr).not.to.contain('Connecting');
    });
  }

  it('refuses a session file that others can read', async () => {
    const path = files.file('session.json', '{}');
    chmodSync(path, 0o644);
    const run = await paper(['--feed', 'noren'], { RXTAPE_SESSION_FILE: path });

    expect(run.code).to.equal(2);
    expect(lastWord(run)).to.contain(`chmod 600 ${path}`);
  });

  describe('by TLS', () => {
    let server: ReturnType<typeof createHttpsServer>;
    let feed: string;
    let authority: string;
    before(async () => {
      const made = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
        extensions: [
          { name: 'basicConstraints', cA: true },
          { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
        ],
      });
      authority = files.file('ca.pem', made.cert);
      server = createHttpsServer({ key: made.private, cert: made.cert });
      // Calls are never answered, and nothing is closed: that keeps no client alive that wants to end.
      server.requestTimeout = 0;
      server.headersTimeout = 0;
      new WebSocketServer({ server }).on('connection', (socket) => {
        socket.on('message', (data: Buffer) => {
          const { t, k } = JSON.parse(data.toString()) as { t: string; k?: string };
          if (t === 'a') socket.send('{"t":"ak","s":"OK"}');
          if (t === 't') socket.send(JSON.stringify({ t: 'tk', ...tokenOf(k ?? ''), lp: '26000' }));
        });
      });
      feed = `wss://127.0.0.1:${await listening(server)}/NorenWSAPI/`;
    });
    after(async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    });
    const tokenOf = (key: string): object => {
      const [e, tk] = key.split('|');
      return { e, tk };
    };

    it('does not trust a certificate that signed itself, and does not try again', async () => {
      const run = await paper(['--feed', feed]);

      expect(run.code).to.equal(2);
      expect(lastWord(run)).to.contain('not trusted').and.to.contain('NODE_EXTRA_CA_CERTS');
      expect(run.stderr).not.to.contain('the next try is in');
    });

    it('connects where its authority is given', async () => {
      const run = LiveProcess.start(['paper', PIPELINE, '--feed', feed], {
        ...TOKEN_OF_THE_ENVIRONMENT,
        NODE_EXTRA_CA_CERTS: authority,
      });
      await run.until('stderr', /Live: 1 of 1 instruments/);
      run.signal('SIGTERM');

      expect(await run.outcome()).to.include({ code: 0 });
    });
  });

  it('ends at the first refusal of its log-in, and does not try again', async () => {
    for (const fault of ['refuse', 'nack-open']) {
      const sim = await startSim('--fault', fault);
      const run = await paper(['--feed', sim.feed]);
      await sim.kill();

      expect(run.code).to.equal(1);
      expect(lastWord(run)).to.contain('refused the log-in').and.to.contain('rxtape login');
      expect(run.stderr).not.to.contain('the next try is in');
    }
  });

  it('ends at a session token of another day', async () => {
    const sim = await startSim();
    const run = await paper(['--feed', sim.feed]);
    await sim.kill();

    expect(run.code).to.equal(1);
    expect(lastWord(run)).to.contain('may be of another day');
  });

  it('goes on without an instrument that the server does not serve, and says which', async () => {
    const sim = await startSim('--fault', 'sub-limit:2', '--speed', '10');
    const run = LiveProcess.start(['paper', 'pipelines/several.ts', '--feed', sim.feed]);
    await run.until('stderr', /Live: 2 of 3 instruments/);
    run.signal('SIGTERM');
    const outcome = await run.outcome();
    await sim.kill();

    expect(outcome.code).to.equal(0);
    expectPlainWords(outcome);
    expect(logLines(outcome.stderr).filter(({ msg }) => msg.includes('no snapshot within'))).to.have.length(
      1,
    );
  });
});

describe('a live session whose log-in dies', () => {
  const files = scratch();
  after(files.remove);

  it('halts, waits for the next log-in, and goes on where it was; its recording replays to the same', async () => {
    const sim = await startSim('--speed', '60');
    const env = {
      RXTAPE_SESSION_FILE: join(files.dir, 'session.json'),
      ...{ RXTAPE_UID: 'DEMO01', RXTAPE_PASSWORD: 'demo-password' },
      ...{ RXTAPE_API_SECRET: 'demo-secret', RXTAPE_OTP: '123456' },
    };
    const broker = sim.feed.replace('NorenWSAPI', 'NorenWSTP');
    const logIn = async (): Promise<void> => {
      const outcome = await LiveProcess.start(['login', '--broker', broker], env).outcome();
      expect(outcome.code, outcome.stderr).to.equal(0);
    };
    const control = broker.replace(/^ws(:\/\/[^/]*)\/.*$/, 'http$1/sim/faults');

    await logIn();
    const recorded = join(files.dir, 'recorded');
    const run = LiveProcess.start(['paper', PIPELINE, '--feed', 'noren', '--record', recorded], env);
    await run.until('stderr', /Live: 1 of 1/);
    await fetch(control, { method: 'POST', body: 'expire' });
    await run.until('stderr', /for a new session token/);
    await logIn();
    await run.until('stderr', /with a new session token.*Live: 1 of 1/s);
    run.signal('SIGTERM');
    const outcome = await run.outcome();
    await sim.kill();

    expect(outcome.code, outcome.stderr).to.equal(0);
    expectPlainWords(outcome);
    const states = logLines(outcome.stderr).flatMap(({ state }) => state ?? []);
    expect(states).to.deep.equal([
      ...['Connecting', 'LoggingIn', 'Subscribing', 'Live'],
      ...['SessionExpired', 'Waiting', 'Connecting', 'LoggingIn', 'Subscribing', 'Live'],
    ]);

    const [name = ''] = readdirSync(recorded);
    const verified = await LiveProcess.start(['verify', join(recorded, name)]).outcome();
    expect(verified.code, verified.stderr).to.equal(0);
  });
});

describe('a port that is in use', () => {
  it('is told by sim and by login, with what to do', async () => {
    const server = createServer();
    const port = await listening(server);
    const sim = await LiveProcess.start([
      'sim',
      ...['--data', 'data/sample-day.parquet', '--port', String(port)],
    ]).outcome();
    const login = await LiveProcess.start(
      ['login', '--broker', 'shoonya', '--redirect', `http://127.0.0.1:${port}/`],
      { RXTAPE_UID: 'FA00000', RXTAPE_CLIENT_ID: 'FA00000_U', RXTAPE_API_SECRET: 'x' },
    ).outcome();
    server.close();

    for (const outcome of [sim, login]) {
      expect(outcome.code).to.equal(2);
      expect(outcome.stderr).to.contain(String(port));
      expectPlainWords(outcome);
    }
    expect(sim.stderr).to.contain('--port');
    expect(login.stderr).to.contain('pasted');
  });
});
