import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import { decodeOrderReport } from '../../../src/codec/noren/order-report.js';
import type { OrderReport } from '../../../src/domain/order-report.js';
import { NO_LOG } from '../../../src/port/log.js';
import { tokenOf } from '../../../src/domain/token.js';
import { ACC, INFY } from '../../support/instrument.js';
import { instrumentOf, isNotice, runFeed, SESSION, statesOf } from './feed-run.js';
import { type PlainServer, plainAnswer, plainServer } from './plain-server.js';

const INSTRUMENTS = [instrumentOf(ACC, 'ACC-EQ'), instrumentOf(INFY, 'INFY-EQ')];

const snapshotOf = (key: string): object | undefined => {
  const [e, tk] = key.split('|');
  const found = INSTRUMENTS.find(({ token }) => token === key);
  return found && { t: 'tk', e, tk, ts: found.tradingSymbol, lp: '100.00', v: '1000' };
};

const reportOf = (frame: object): OrderReport => {
  const decoded = decodeOrderReport(frame);
  if (E.isLeft(decoded)) throw new Error(decoded.left);
  return decoded.right;
};

describe('norenFeed', () => {
  const servers: PlainServer[] = [];
  const runs: { stop(): void }[] = [];

  const serve = async (...args: Parameters<typeof plainServer>): Promise<PlainServer> => {
    const server = await plainServer(...args);
    servers.push(server);
    return server;
  };
  const run: typeof runFeed = (options) => {
    const started = runFeed(options);
    runs.push(started);
    return started;
  };

  afterEach(async () => {
    for (const started of runs.splice(0)) started.stop();
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  it('logs in, subscribes orders and then tokens, and is live when each has its snapshot', async () => {
    const server = await serve(plainAnswer(snapshotOf));
    const feed = run({ url: server.url, instruments: INSTRUMENTS });

    await feed.until((message) => isNotice(message) && message.connection === 'Live');

    expect(statesOf(feed.messages)).to.deep.equal(['Connecting', 'LoggingIn', 'Subscribing', 'Live']);
    expect(server.peers[0]?.heard).to.deep.equal([
      { t: 'a', uid: 'FA00000', actid: 'FA00000', source: 'API', accesstoken: SESSION.token.reveal() },
      { t: 'o', actid: 'FA00000' },
      { t: 't', k: 'NSE|22#NSE|1594' },
    ]);
    expect(feed.messages.flatMap((message) => (message.kind === 'tk' ? message.token : []))).to.deep.equal([
      ACC,
      INFY,
    ]);
  });

  it('tells quantities in units, also where the exchange’s market data counts lots', async () => {
    const crude = { ...instrumentOf(tokenOf('MCX', '239484'), 'CRUDEOIL19SEP22'), lotSize: 100 };
    const book = { bp1: '7564.00', bq1: '1', sq1: '5', bq2: '2', ltq: '1', tbq: '144', v: '454', oi: '437' };
    const server = await serve(
      plainAnswer(() => ({ t: 'dk', e: 'MCX', tk: '239484', ts: 'CRUDEOIL19SEP22', ...book })),
    );
    const feed = run({ url: server.url, instruments: [crude], depth: true });

    const message = await feed.until(({ kind }) => kind === 'tk');

    expect(message).to.deep.include({ bid: 7564, bidQuantity: 100, askQuantity: 500, volume: 45_400 });
    expect(message).to.deep.include({ openInterest: 43_700, previousOpenInterest: undefined });
    expect(message).to.have.property('depth').that.includes({
      bidQuantity2: 200,
      lastQuantity: 100,
      totalBuyQuantity: 14_400,
      askQuantity2: undefined,
    });
  });

  it('ends each subscription by its own verb when it is stopped, and closes then', async () => {
    let left: () => void = () => undefined;
    const hasLeft = new Promise<void>((resolve) => (left = resolve));
    const answer = plainAnswer(snapshotOf);
    const server = await serve((peer, frame, connection) => {
      answer(peer, frame, connection);
      if (frame['t'] === 'uo') left();
    });
    const feed = run({ url: server.url, instruments: INSTRUMENTS, limits: { batchSize: 1, batchMs: 1 } });
    await feed.until((message) => isNotice(message) && message.connection === 'Live');

    feed.stop();
    await hasLeft;

    expect(server.peers[0]?.heard.slice(-3)).to.deep.equal([
      { t: 'u', k: 'NSE|22' },
      { t: 'u', k: 'NSE|1594' },
      { t: 'uo' },
    ]);
  });

  it('connects, logs in and subscribes all again after a drop', async () => {
    const server = await serve(plainAnswer(snapshotOf));
    const feed = run({ url: server.url, instruments: INSTRUMENTS, limits: { backoffFirstMs: 1 } });
    await feed.until((message) => isNotice(message) && message.connection === 'Live');

    server.peers[0]?.drop();
    await feed.until(
      (message) =>
        feed.stats.reconnects === 1 &&
        isNotice(message) &&
        message.connection === 'Live' &&
        feed.stats.state === 'Live',
    );

    expect(statesOf(feed.messages)).to.deep.equal([
      ...['Connecting', 'LoggingIn', 'Subscribing', 'Live', 'Waiting'],
      ...['Connecting', 'LoggingIn', 'Subscribing', 'Live'],
    ]);
    expect(server.peers[1]?.heard).to.deep.equal(server.peers[0]?.heard);
  });

  it('subscribes a token whose snapshot came before it was asked for', async () => {
    const answer = plainAnswer(snapshotOf);
    const server = await serve((peer, frame, connection) => {
      answer(peer, frame, connection);
      if (frame['t'] === 'o') peer.send(snapshotOf(INFY) ?? {});
    });
    const feed = run({ url: server.url, instruments: INSTRUMENTS, limits: { batchSize: 1, batchMs: 20 } });

    await feed.until((message) => isNotice(message) && message.connection === 'Live');

    expect(server.peers[0]?.heard.slice(2)).to.deep.equal([
      { t: 't', k: 'NSE|22' },
      { t: 't', k: 'NSE|1594' },
    ]);
  });

  it('reads back what an order update told that cannot be read', async () => {
    const order = { norenordno: '1', exch: 'NSE', tsym: 'ACC-EQ', trantype: 'B', qty: '5', status: 'OPEN' };
    let book: readonly OrderReport[] = [];
    const answer = plainAnswer(snapshotOf);
    const server = await serve((peer, frame, connection) => {
      answer(peer, frame, connection);
      if (frame['t'] !== 'o') return;
      book = [reportOf(order)];
      peer.send({ t: 'om', ...order, qty: 'five' });
    });
    const feed = run({
      url: server.url,
      instruments: INSTRUMENTS,
      orders: { orders: async () => book, history: async () => book },
    });

    const told = await feed.until((message) => isNotice(message) && message.event === 'Order');

    expect(told).to.have.property('order').which.includes({ number: '1', status: 'OPEN', quantity: 5 });
    expect(feed.stats.malformed).to.equal(1);
  });

  it('logs frames of unknown types, each once and few of many, and counts all', async () => {
    const answer = plainAnswer(snapshotOf);
    const server = await serve((peer, frame, connection) => {
      answer(peer, frame, connection);
      if (frame['t'] !== 'o') return;
      for (let i = 0; i < 100; i += 1) for (const t of [`x${i}`, 'x0']) peer.send({ t });
    });
    const warnings: string[] = [];
    const log = { ...NO_LOG, warn: (_: unknown, message: string) => void warnings.push(message) };
    const feed = run({ url: server.url, instruments: INSTRUMENTS, log });

    await feed.until((message) => isNotice(message) && message.connection === 'Live');

    expect(feed.stats.malformed).to.equal(200);
    expect(warnings).to.have.length(20);
    expect(new Set(warnings)).to.have.length(20);
  });

  it('ends with what the server said when the first log-in is refused, and closes the socket', async () => {
    const server = await serve((peer) => peer.send({ t: 'ak', uid: 'FA00000', s: 'NOT_OK' }));
    const feed = run({ url: server.url, instruments: INSTRUMENTS });

    const failure = await feed.failed;

    expect(failure).to.include({ exitCode: 1 });
    expect(String(failure)).to.match(/refused the log-in: NOT_OK.*rxtape login/);
    expect(statesOf(feed.messages)).to.deep.equal(['Connecting', 'LoggingIn', 'Closed']);
  });
});
