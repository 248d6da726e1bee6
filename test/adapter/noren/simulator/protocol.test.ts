import { expect } from 'chai';
import { PlainClient } from './plain-client.js';
import { ACC_AND_INFY, at, INFY, said, simulated } from './simulated.js';
import { instrumentBook } from '../../../../src/domain/instrument-book.js';
import { tokenOf } from '../../../../src/domain/token.js';
import { instrument } from '../../../support/instrument.js';
import { depth, message } from '../../../support/message.js';

const TAPE = [
  said('tk', 0, { last: 100, volume: 10, bid: 99.95, ask: 100.05, bidQuantity: 5, askQuantity: 6 }),
  message('tk', { token: INFY, receivedAt: at(0), last: 1500 }),
  said('tf', 1, { last: 101 }),
  said('tf', 2, { volume: 12, depth: depth({ bid2: 99.9, bidQuantity2: 7, totalBuyQuantity: 90 }) }),
  message('tf', { token: INFY, receivedAt: at(3), last: 1501 }),
  said('tf', 4, { bid: 0, bidQuantity: 0 }),
];

const DIALECTS = [
  {
    name: 'current',
    path: '/NorenWSAPI/',
    connect: { t: 'a', uid: 'DEMO01', actid: 'DEMO01', source: 'API', accesstoken: 'demo-token' },
    acknowledge: 'ak',
  },
  {
    name: 'current, Flattrade',
    path: '/PiConnectWSAPI/',
    connect: { t: 'a', uid: 'DEMO01', actid: 'DEMO01', source: 'API', accesstoken: 'demo-token' },
    acknowledge: 'ak',
  },
  {
    name: 'legacy',
    path: '/NorenWSTP/',
    connect: { t: 'c', uid: 'DEMO01', actid: 'DEMO01', source: 'API', susertoken: 'demo-token' },
    acknowledge: 'ck',
  },
  {
    name: 'legacy, Flattrade',
    path: '/PiConnectWSTp/',
    connect: { t: 'c', uid: 'DEMO01', actid: 'DEMO01', source: 'API', susertoken: 'demo-token' },
    acknowledge: 'ck',
  },
];

describe('the simulated exchange: protocol', () => {
  for (const { name, path, connect, acknowledge } of DIALECTS)
    it(`takes a client of the reference page through a session (${name})`, () =>
      simulated(TAPE, async ({ url, advanceTo }) => {
        const client = await PlainClient.open(`${url}${path}`);
        client.send(connect);
        expect(await client.next(acknowledge)).to.deep.equal({ t: acknowledge, uid: 'DEMO01', s: 'OK' });

        await advanceTo(at(0));
        client.send({ t: 't', k: 'NSE|22#NSE|1594' });
        const [acc, infy] = [await client.next('tk'), await client.next('tk', 2)];
        expect([acc['ts'], acc['lp'], infy['ts'], infy['lp']]).to.deep.equal([
          'ACC-EQ',
          '100.00',
          'INFY-EQ',
          '1500.00',
        ]);

        client.send({ t: 'h' });
        expect(await client.next('hk')).to.deep.equal({ t: 'hk', hk: '1767584700' });

        await advanceTo(at(1));
        expect(await client.next('tf')).to.deep.equal({
          t: 'tf',
          e: 'NSE',
          tk: '22',
          lp: '101.00',
          ft: '1767584701',
        });

        client.send({ t: 'u', k: 'NSE|22' });
        expect(await client.next('uk')).to.deep.equal({ t: 'uk', k: 'NSE|22' });
        await advanceTo(at(4));
        await client.settled();
        expect(client.of('tf').slice(1)).to.deep.equal([
          { t: 'tf', e: 'NSE', tk: '1594', lp: '1501.00', ft: '1767584703' },
        ]);
        expect(await client.close()).to.equal(1005); // closed without a code
      }));

  it('does nothing on what comes before a good connect', () =>
    simulated(TAPE, async ({ url, advanceTo }) => {
      const client = await PlainClient.open(`${url}/NorenWSAPI/`);
      await advanceTo(at(0));
      client.send({ t: 't', k: 'NSE|22' });
      client.send({ t: 'h' });
      client.send({ t: 'c', uid: 'DEMO01', actid: 'DEMO01', source: 'API', susertoken: 'demo-token' });
      client.socket.send('no JSON');
      await client.settled();

      expect(client.frames).to.deep.equal([]);
    }));

  for (const [what, connect] of [
    ['a token of nobody', { uid: 'DEMO01', actid: 'DEMO01', accesstoken: 'stale' }],
    ['a user of that token that is another', { uid: 'FA00000', actid: 'FA00000', accesstoken: 'demo-token' }],
    ['no token', { uid: 'DEMO01', actid: 'DEMO01' }],
  ] as const)
    it(`refuses ${what}`, () =>
      simulated(TAPE, async ({ url }) => {
        const client = await PlainClient.open(`${url}/NorenWSAPI/`);
        client.send({ t: 'a', source: 'API', ...connect });

        expect(await client.next('ak')).to.include({ s: 'NOT_OK' });
        expect(await client.closed).to.equal(1008);
      }));

  it('ends the connection of a session when another comes', () =>
    simulated(TAPE, async ({ url, stats }) => {
      const first = await PlainClient.connect(url);
      const second = await PlainClient.connect(url);

      expect(await first.closed).to.equal(1000);
      await second.settled();
      expect(stats().clients).to.equal(1);
    }));

  it('sends a snapshot for every request, also of what is subscribed', () =>
    simulated(TAPE, async ({ url, advanceTo }) => {
      const client = await PlainClient.connect(url);
      await advanceTo(at(1));
      client.send({ t: 't', k: 'NSE|22' });
      client.send({ t: 't', k: 'NSE|22' });
      await client.settled();
      await advanceTo(at(2));
      await client.settled();

      expect(client.of('tk').map(({ lp }) => lp)).to.deep.equal(['101.00', '101.00']);
      expect(client.of('tf')).to.have.length(1);
    }));

  it('keeps touchline and depth of a scrip apart', () =>
    simulated(TAPE, async ({ url, advanceTo }) => {
      const client = await PlainClient.connect(url);
      await advanceTo(at(1));
      client.send({ t: 't', k: 'NSE|22' });
      client.send({ t: 'd', k: 'NSE|22' });
      await client.next('dk');
      await advanceTo(at(2));
      client.send({ t: 'u', k: 'NSE|22' });
      await client.next('uk');
      await advanceTo(at(4));
      await client.settled();

      expect(client.of('tf')).to.deep.equal([{ t: 'tf', e: 'NSE', tk: '22', v: '12', ft: '1767584702' }]);
      expect(client.of('df')).to.deep.equal([
        { t: 'df', e: 'NSE', tk: '22', v: '12', bp2: '99.90', bq2: '7', tbq: '90', ft: '1767584702' },
        { t: 'df', e: 'NSE', tk: '22', bp1: '0.00', bq1: '0', ft: '1767584704' },
      ]);
      client.send({ t: 'ud', k: 'NSE|22#' });
      expect(await client.next('udk')).to.deep.equal({ t: 'udk', k: 'NSE|22#' });
    }));

  it('is silent about what it does not know, until the tape tells of it', () =>
    simulated(
      [said('tk', 0, { last: 1 }), message('tk', { token: tokenOf('NFO', '7'), receivedAt: at(5), last: 2 })],
      async ({ url, advanceTo }) => {
        const client = await PlainClient.connect(url);
        await advanceTo(at(2));
        client.send({ t: 't', k: 'NFO|7#nonsense#NSE|' });
        await client.settled();
        expect(client.of('tk')).to.deep.equal([]);

        await advanceTo(at(5));
        expect(await client.next('tk')).to.include({ e: 'NFO', tk: '7', ts: '7', lp: '2.00' });
      },
    ));

  it('has a snapshot without prices for what the master knows and nobody has quoted', () =>
    simulated([said('tk', 0, { last: 1 }), said('tf', 9, { last: 2 })], async ({ url, advanceTo }) => {
      const client = await PlainClient.connect(url);
      client.send({ t: 't', k: 'NSE|1594' });
      await client.settled();
      expect(client.of('tk'), 'in the first moment').to.deep.equal([]);

      await advanceTo(at(9));
      expect(await client.next('tk')).to.deep.equal({
        t: 'tk',
        e: 'NSE',
        tk: '1594',
        ts: 'INFY-EQ',
        pp: '2',
        ls: '1',
        ti: '0.05',
      });
    }));

  it('names an index as the feed does, counts MCX in lots, and has four decimals for a fine tick', () => {
    const [nifty, crude, usd] = [tokenOf('NSE', '26000'), tokenOf('MCX', '5'), tokenOf('CDS', '9')];
    const book = instrumentBook([
      instrument({ token: nifty, tradingSymbol: 'NIFTY INDEX', symbol: 'Nifty 50', kind: 'INDEX' }),
      instrument({ token: crude, exchange: 'MCX', lotSize: 100, tickSize: 1 }),
      instrument({ token: usd, exchange: 'CDS', tickSize: 0.0025 }),
    ]);
    const tape = [
      message('tk', { token: nifty, receivedAt: at(0), last: 26_000 }),
      message('tk', { token: crude, receivedAt: at(0), last: 7_500, volume: 46_900, bidQuantity: 100 }),
      message('tk', { token: usd, receivedAt: at(0), last: 84.1025 }),
    ];
    return simulated(
      tape,
      async ({ url, advanceTo }) => {
        const client = await PlainClient.connect(url);
        await advanceTo(at(0));
        client.send({ t: 't', k: 'NSE|26000#MCX|5#CDS|9' });
        const frames = [await client.next('tk'), await client.next('tk', 2), await client.next('tk', 3)];

        expect(frames[0]).to.include({ ts: 'Nifty 50', lp: '26000.00' });
        expect(frames[1]).to.include({ ls: '100', v: '469', bq1: '1', ti: '1.00' });
        expect(frames[2]).to.include({ pp: '4', ti: '0.0025', lp: '84.1025' });
      },
      { book },
    );
  });

  it('begins a day without yesterday’s values by a snapshot, since a change cannot take them away', () =>
    simulated(
      [said('tk', 0, { last: 1, open: 1, volume: 5 }), said('tk', 9, { last: 1, openInterest: 3 })],
      async ({ url, advanceTo }) => {
        const client = await PlainClient.connect(url);
        await advanceTo(at(0));
        client.send({ t: 't', k: 'NSE|22' });
        await client.next('tk');
        await advanceTo(at(9));
        const anew = await client.next('tk', 2);

        expect(anew).to.include({ lp: '1.00', oi: '3' });
        expect(anew).not.to.have.any.keys('o', 'v');
      },
    ));

  it('acknowledges what is asked of order updates', () =>
    simulated(TAPE, async ({ url }) => {
      const client = await PlainClient.connect(url);
      client.send({ t: 'o', actid: 'DEMO01' });
      client.send({ t: 'uo' });

      expect(await client.next('ok')).to.deep.equal({ t: 'ok' });
      expect(await client.next('uok')).to.deep.equal({ t: 'uok' });
    }));

  it('takes a token behind the path, binary frames, and numbers for texts', () =>
    simulated(TAPE, async ({ url }) => {
      const client = await PlainClient.open(`${url}/NorenWSAPI/whatever?x=1`);
      client.socket.send(
        Buffer.from(
          '{"t":"a","uid":"DEMO01","actid":"DEMO01","source":"API","accesstoken":"demo-token","n":1}',
        ),
      );

      expect(await client.next('ak')).to.include({ s: 'OK' });
    }));

  it('forgets a client that is gone', () =>
    simulated(TAPE, async ({ url, port, advanceTo, stats }) => {
      const client = await PlainClient.connect(url);
      await advanceTo(at(0));
      client.send({ t: 't', k: 'NSE|22' });
      client.send({ t: 'd', k: 'NSE|1594' });
      await client.settled();
      await client.close();
      while (stats().clients > 0) await fetch(`http://127.0.0.1:${port}/sim/clock`); // it hears of it in a turn or two
      const { sent } = stats();
      await advanceTo(at(4));

      expect(stats()).to.deep.equal({ clients: 0, played: TAPE.length, sent });
    }));

  it('has no socket at other paths', () =>
    simulated(TAPE, async ({ url }) => {
      const failed = await PlainClient.open(`${url}/elsewhere`).catch((error: unknown) => error);

      expect(String(failed)).to.contain('404');
    }));

  it('closes the connections of a session that has ended, in simulated time', () =>
    simulated(
      [said('tk', 0, { last: 1 }), said('tf', 100, { last: 2 }), said('tf', 200, { last: 3 })],
      async ({ url, advanceTo }) => {
        const client = await PlainClient.connect(url);
        await advanceTo(at(100));
        await client.settled();
        expect(client.socket.readyState).to.equal(client.socket.OPEN);

        await advanceTo(at(200));
        expect(await client.closed).to.equal(1008);
        const again = await PlainClient.connect(url);
        expect(again.of('ak')).to.deep.equal([{ t: 'ak', uid: 'DEMO01', s: 'NOT_OK' }]);
      },
      { expireAfterMs: 150_000, book: instrumentBook(ACC_AND_INFY) },
    ));
});
