import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readSession } from '../../src/adapter/recording/read-session.js';
import { type Answer, plainAnswer, plainServer } from '../adapter/noren/plain-server.js';
import { LiveProcess } from './live-process.js';
import { scratch } from './rxtape.js';

const TOKEN = 'f3a1c2d4e5b697887766554433221100ffeeddccbbaa99887766554433221100';
const FUTURE = { e: 'NFO', tk: '53001', ts: 'NIFTY27JAN26F' };
const plain = plainAnswer(() => ({ t: 'tk', ...FUTURE, lp: '26000.00', bp1: '25999.90', sp1: '26000.10' }));

/** Whether eight characters of the token, one behind the other, are in `text`. */
const showsToken = (text: string): boolean =>
  Array.from({ length: TOKEN.length - 7 }, (_, i) => TOKEN.slice(i, i + 8)).some((piece) =>
    text.includes(piece),
  );

/** All files under `path`, by their bytes. */
const filesIn = (path: string): readonly (readonly [path: string, bytes: string])[] =>
  statSync(path).isDirectory()
    ? readdirSync(path).flatMap((name) => filesIn(join(path, name)))
    : [[path, readFileSync(path, 'latin1')]];

describe('a session with a server that repeats the session token wherever it can', () => {
  const files = scratch();
  after(files.remove);
  const recorded = join(files.dir, 'recorded');

  /** Repeats it in frames at the first connection, and refuses the second, as servers do in the morning. */
  const repeating: Answer = (peer, frame, connection) => {
    if (connection > 0) {
      peer.send({ t: 'ak', s: 'NOT_OK', emsg: `Session Expired : ${TOKEN}` });
      return;
    }
    plain(peer, frame, connection);
    if (frame['t'] !== 't') return;
    peer.send(`{"t":"tf","accesstoken":"${TOKEN}`);
    peer.send({ t: 'zz', was: TOKEN });
    peer.send({ t: TOKEN });
    peer.send({ t: 'tf', ...FUTURE, bp1: '-1', susertoken: TOKEN });
    const order = { norenordno: '1', exch: 'NFO', tsym: 'NIFTY27JAN26F', trantype: 'B', qty: '65' };
    peer.send({ t: 'om', ...order, status: 'REJECTED', rejreason: `no session ${TOKEN}`, remarks: TOKEN });
    peer.close(1011, `gone: ${TOKEN}`);
  };

  let said = '';
  before(async () => {
    const server = await plainServer(repeating);
    const run = LiveProcess.start(
      [
        'live',
        'pipelines/momentum.ts',
        ...['--feed', `${server.url}?susertoken=${TOKEN}`, '--log-level', 'trace', '--heartbeat', '100ms'],
        ...['--record', recorded, '--out', join(files.dir, 'out')],
      ],
      { RXTAPE_UID: 'FA00000', RXTAPE_SESSION_TOKEN: TOKEN },
    );
    await run.until('stderr', /RXTAPE_SESSION_TOKEN is no longer good/);
    run.signal('SIGTERM');
    const { code, stdout, stderr } = await run.outcome();
    await server.close();
    expect(code, stderr).to.equal(0);
    said = `${stdout}${stderr}`;
  });

  it('prints and logs all that happened without it', () => {
    expect(said).to.contain('[secret]').and.to.contain('SessionExpired');
    expect(said.split('\n').filter(showsToken)).to.deep.equal([]);
  });

  it('records and reports all that happened without it', async () => {
    const [name = ''] = readdirSync(recorded);
    const session = await readSession(join(recorded, name));
    const entries: string[] = [];
    for (const entry of session.entries()) entries.push(JSON.stringify(entry));
    const inputs: string[] = [];
    for await (const batch of session.inputs()) for (const input of batch) inputs.push(JSON.stringify(input));

    session.close();

    expect(entries.join()).to.contain('[secret]');
    expect(inputs.join()).to.contain('[secret]');
    expect([...entries, ...inputs, JSON.stringify(session.header)].filter(showsToken)).to.deep.equal([]);
    for (const [path, bytes] of filesIn(files.dir)) expect(showsToken(bytes), path).to.equal(false);
  });
});
