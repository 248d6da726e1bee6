import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { INFY, ACC } from '../../support/instrument.js';
import { type FeedRun, instrumentOf, isNotice, runFeed } from './feed-run.js';
import { type PlainServer, plainAnswer, plainServer } from './plain-server.js';

const INSTRUMENTS = [instrumentOf(ACC, 'ACC-EQ'), instrumentOf(INFY, 'INFY-EQ')];
const SYMBOLS = new Map<string, string>(
  INSTRUMENTS.map(({ token, tradingSymbol }) => [token, tradingSymbol]),
);

const snapshotOf = (key: string): object => {
  const [e, tk] = key.split('|');
  return { t: 'tk', e, tk, ts: SYMBOLS.get(key), lp: '100.00' };
};

describe('norenFeed and what no server should send', () => {
  let server: PlainServer;
  let feed: FeedRun;

  beforeEach(async () => {
    server = await plainServer(plainAnswer(snapshotOf));
    feed = runFeed({
      url: server.url,
      instruments: INSTRUMENTS,
      limits: { backoffFirstMs: 1, pulseMs: 5, snapshotMs: 1_000 },
    });
    await feed.until((message) => isNotice(message) && message.connection === 'Live');
  });
  afterEach(async () => {
    feed.stop();
    await server.close();
  });

  /** Sends these, and then a price that shows that they have been read. */
  const send = async (...frames: readonly (object | string | Buffer)[]): Promise<readonly string[]> => {
    const before = feed.messages.length;
    const price = 200 + Math.random();
    for (const frame of frames) server.peers.at(-1)?.send(frame);
    server.peers.at(-1)?.send({ t: 'tf', e: 'NSE', tk: '22', lp: price.toFixed(6) });
    await feed.until((message) => message.kind === 'tf' && message.last === Number(price.toFixed(6)));
    return feed.messages
      .slice(before, -1)
      .map((message) => (message.kind === 'Malformed' ? message.detail : message.kind));
  };

  it('keeps garbage as malformed messages and goes on', async () => {
    const told = await send(
      '',
      'garbage',
      '[]',
      '7',
      'null',
      '{}',
      '{"t":7}',
      Buffer.from([0xff, 0xfe, 0x00]),
      randomBytes(5_000).map((byte) => (byte === 0x7d ? 0 : byte)), // `}{` would make two of it
    );

    expect(told).to.have.length(9);
    expect(told.slice(0, 2)).to.deep.equal(['not JSON: ', 'not JSON: garbage']);
    for (const detail of told) expect(detail.length).to.be.below(2_600); // six characters for each of 400
    expect(feed.stats).to.include({ malformed: 9, state: 'Live', reconnects: 0 });
  });

  it('reads binary frames that hold text, and several frames in one', async () => {
    const [first, second] = [
      JSON.stringify({ t: 'tf', e: 'NSE', tk: '22', lp: '101' }),
      JSON.stringify({ t: 'tf', e: 'NSE', tk: '1594', lp: '102' }),
    ];

    expect(await send(Buffer.from(first), `${first}${second}`, `${first}\n${second}`)).to.deep.equal(
      Array(5).fill('tf'),
    );
    expect(await send(`${first}{"t":"tf"${second}`)).to.have.length(2);
  });

  it('tells of a type that the protocol does not have, each time', async () => {
    expect(await send({ t: 'zz', a: 1 }, { t: 'zz' }, { t: 'am', dmsg: 'hello' })).to.deep.equal([
      't: a type that the protocol does not have: {"t":"zz","a":1}',
      't: a type that the protocol does not have: {"t":"zz"}',
    ]);
  });

  it('drops frames of tokens that are not subscribed, and refuses a frame under the name of another', async () => {
    const told = await send(
      { t: 'tf', e: 'NSE', tk: '99', lp: '1' },
      { t: 'tf', e: 'BSE', tk: '22', lp: '1' },
      { t: 'tk', e: 'NSE', tk: '22', ts: 'INFY-EQ', lp: '1' },
    );

    expect(told).to.deep.equal(['ts: NSE|22 is ACC-EQ, got "INFY-EQ"']);
    expect(feed.stats).to.include({ foreign: 2, malformed: 1 });
  });

  it('asks for a new snapshot of the token of a damaged frame', async () => {
    await send('{"t":"tf","e":"NSE","tk":"1594","lp":"10');

    await feed.until(
      (message) => message.kind === 'tk' && message.token === INFY && feed.messages.indexOf(message) > 6,
    );

    expect(server.peers[0]?.heard.at(-1)).to.deep.equal({ t: 't', k: 'NSE|1594' });
  });

  it('comes back after a frame that is too large', async () => {
    server.peers[0]?.send('x'.repeat(2 << 20));

    await feed.until(() => feed.stats.reconnects === 1 && feed.stats.state === 'Live');

    expect(await send()).to.deep.equal([]);
  });
});
