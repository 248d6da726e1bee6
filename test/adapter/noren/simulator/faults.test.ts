import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import {
  NO_FAULTS,
  type FaultPlan,
  parseFaults,
} from '../../../../src/adapter/noren/simulator/fault-plan.js';
import type { Simulator } from '../../../../src/adapter/noren/simulator/start-simulator.js';
import { tokenOf } from '../../../../src/domain/token.js';
import { message } from '../../../support/message.js';
import { call, callRaw } from './call.js';
import { type Frame, PlainClient } from './plain-client.js';
import { at, INFY, said, simulated } from './simulated.js';

const TAPE = [
  said('tk', 0, { last: 100, bid: 99.95, ask: 100.05, bidQuantity: 20, askQuantity: 20 }),
  message('tk', { token: INFY, receivedAt: at(0), last: 1500 }),
  ...Array.from({ length: 40 }, (_, i) =>
    i % 2 === 0
      ? said('tf', i + 1, { last: 101 + i, volume: i })
      : message('tf', { token: INFY, receivedAt: at(i + 1), last: 1500 + i }),
  ),
];

const faulty = (text: string): { readonly faults: FaultPlan; readonly seed: number } => {
  const plan = parseFaults(text);
  if (E.isLeft(plan)) throw new Error(plan.left);
  return { faults: plan.right, seed: 7 };
};

const watching = async ({ url, advanceTo }: Simulator, keys = 'NSE|22'): Promise<PlainClient> => {
  const client = await PlainClient.connect(url);
  await advanceTo(at(0));
  client.send({ t: 't', k: keys });
  await client.next('tk', keys.split('#').length);
  return client;
};

const ORDER = {
  actid: 'DEMO01',
  exch: 'NSE',
  tsym: 'ACC-EQ',
  qty: '10',
  prc: '200',
  prd: 'I',
  trantype: 'B',
  prctyp: 'LMT',
  ret: 'DAY',
};

describe('the simulated exchange: what goes wrong', () => {
  for (const [fault, code] of [
    ['drop', 1006],
    ['close', 1001],
    ['evict', 1000],
    ['expire', 1008],
  ] as const)
    it(`${fault}: ends every connection, now, with ${code}`, () =>
      simulated(TAPE, async (simulator) => {
        const client = await watching(simulator);
        simulator.inject(fault);

        expect(await client.closed).to.equal(code);
        const again = await PlainClient.connect(simulator.url);
        expect(again.of('ak')[0]).to.include({ s: fault === 'expire' ? 'NOT_OK' : 'OK' });
      }));

  it('mute: sends no market data any more, and answers heartbeats', () =>
    simulated(TAPE, async (simulator) => {
      const client = await watching(simulator);
      simulator.inject('mute');
      await simulator.advanceTo(at(20));
      client.send({ t: 'h' });

      expect(await client.next('hk')).to.include({ t: 'hk' });
      expect(client.of('tf')).to.deep.equal([]);
    }));

  it('hang: sends nothing at all any more, and stays open', () =>
    simulated(TAPE, async (simulator) => {
      const client = await watching(simulator);
      const other = await PlainClient.open(`${simulator.url}/NorenWSAPI/`);
      const before = client.frames.length;
      simulator.inject('hang');
      let pongs = 0;
      client.socket.on('pong', () => (pongs += 1));
      client.send({ t: 'h' });
      client.socket.ping();
      await simulator.advanceTo(at(20));
      const answered = await callRaw(simulator, '/NorenWClientAPI/UserDetails', ''); // time for an answer
      expect(answered.status).to.equal(200);

      expect([client.frames.length, pongs]).to.deep.equal([before, 0]);
      expect(client.socket.readyState).to.equal(client.socket.OPEN);
      other.socket.terminate();
    }));

  it('strikes at its time of the simulated day, once', () =>
    simulated(
      TAPE,
      async (simulator) => {
        const client = await watching(simulator);
        await simulator.advanceTo(at(9));
        await client.settled();
        expect(client.of('tf')).to.have.length(5);
        await simulator.advanceTo(at(10));
        expect(await client.closed).to.equal(1006);
        const again = await watching(simulator);
        await simulator.advanceTo(at(40));
        await again.settled();

        expect(again.of('tf')).to.have.length.above(10);
      },
      faulty('drop@09:15:10'),
    ));

  it('chunks: the same frames come, however their bytes are cut', () =>
    simulated(
      TAPE,
      async (simulator) => {
        const client = await watching(simulator, 'NSE|22#NSE|1594');
        await simulator.advanceTo(at(40));
        await client.next('tf', 40);

        expect(client.of('tf').at(-1)).to.include({ tk: '1594', lp: '1539.00' });
      },
      faulty('chunks'),
    ));

  it('fragment: the same frames come, as several fragments', () =>
    simulated(
      TAPE,
      async (simulator) => {
        const client = await watching(simulator);
        await simulator.advanceTo(at(40));
        await client.settled();

        expect(client.of('tf')).to.have.length(20);
      },
      faulty('fragment'),
    ));

  it('cross-talk: frames of what was not subscribed come, too', () =>
    simulated(
      TAPE,
      async (simulator) => {
        const client = await watching(simulator);
        await simulator.advanceTo(at(1));
        await client.settled();

        expect(client.frames.map(({ t, tk }) => [t, tk])).to.deep.equal([
          ['ak', undefined],
          ['tk', '1594'],
          ['tk', '22'],
          ['tk', '1594'],
          ['tf', '22'],
        ]);
      },
      { ...faulty('cross-talk') },
    ));

  it('wrong-snapshot: another’s name and values come under the token, and the next change tells all', () =>
    simulated(TAPE, async (simulator) => {
      const client = await watching(simulator);
      simulator.inject('wrong-snapshot');
      await simulator.advanceTo(at(1));
      expect(await client.next('tk', 2)).to.include({ tk: '22', ts: 'INFY-EQ', lp: '1500.00' });
      await simulator.advanceTo(at(3));

      expect(await client.next('tf', 2)).to.include({ lp: '103.00', bp1: '99.95', sp1: '100.05' });
    }));

  it('bare-snapshot: what the snapshot keeps back is told by the next change', () =>
    simulated(
      TAPE,
      async (simulator) => {
        const client = await watching(simulator);
        await simulator.advanceTo(at(1));

        expect(client.of('tk')[0]).not.to.have.any.keys('lp', 'bp1');
        expect(await client.next('tf')).to.include({ lp: '101.00', bp1: '99.95' });
      },
      faulty('bare-snapshot'),
    ));

  it('sub-limit: scrips beyond it are silent', () =>
    simulated(
      TAPE,
      async (simulator) => {
        const client = await PlainClient.connect(simulator.url);
        await simulator.advanceTo(at(0));
        client.send({ t: 't', k: 'NSE|1594#NSE|22' });
        await simulator.advanceTo(at(10));
        await client.settled();

        expect(new Set(client.frames.map(({ tk }) => tk))).to.deep.equal(new Set([undefined, '1594']));
      },
      faulty('sub-limit:1'),
    ));

  it('unserved: nothing comes of a scrip', () =>
    simulated(
      TAPE,
      async (simulator) => {
        const client = await PlainClient.connect(simulator.url);
        await simulator.advanceTo(at(0));
        client.send({ t: 't', k: 'NSE|22' });
        client.send({ t: 'o', actid: 'DEMO01' });
        await simulator.advanceTo(at(10));
        await client.settled();

        expect(client.frames).to.have.length(1);
      },
      faulty('unserved,no-ok'),
    ));

  it('refuse, nack-open, ack-case: log-ins', async () => {
    const answerOf = async (text: string): Promise<readonly [Frame | undefined, number]> => {
      const seen: [Frame | undefined, number] = [undefined, NaN];
      await simulated(
        TAPE,
        async (simulator) => {
          const client = await PlainClient.connect(simulator.url);
          if (text === 'refuse') await client.closed;
          else await client.settled();
          seen[0] = client.of('ak')[0];
          seen[1] = client.socket.readyState;
        },
        faulty(text),
      );
      return seen;
    };

    expect(await answerOf('refuse')).to.deep.equal([{ t: 'ak', uid: 'DEMO01', s: 'NOT_OK' }, 3]);
    expect(await answerOf('nack-open')).to.deep.equal([{ t: 'ak', uid: 'DEMO01', s: 'NOT_OK' }, 1]);
    expect(await answerOf('ack-case')).to.deep.equal([{ t: 'ak', uid: 'DEMO01', s: 'Ok' }, 1]);
  });

  it('http-502, empty-body, rate-limit: calls, and sockets that are to be opened', () =>
    simulated(TAPE, async (simulator) => {
      simulator.follow(faulty('http-502').faults);
      const page = await callRaw(simulator, '/NorenWClientAPI/UserDetails', '');
      expect([page.status, page.text]).to.deep.equal([
        502,
        '<html><body><h1>502 Bad Gateway</h1></body></html>',
      ]);
      const failed = await PlainClient.open(`${simulator.url}/NorenWSAPI/`).catch((error: unknown) => error);
      expect(String(failed)).to.contain('502');

      simulator.follow(faulty('empty-body').faults);
      expect(await callRaw(simulator, '/NorenWClientAPI/UserDetails', '')).to.include({
        status: 200,
        text: '',
      });

      simulator.follow(faulty('rate-limit').faults);
      expect(await call(simulator, 'UserDetails'))
        .to.have.property('emsg')
        .that.contains('exceeds Limit 10');
      simulator.follow(NO_FAULTS);
      expect(await call(simulator, 'UserDetails')).to.include({ stat: 'Ok' });
    }));

  const ordered = (
    text: string,
    body: (simulator: Simulator, client: PlainClient) => Promise<void>,
  ): Promise<void> =>
    simulated(
      TAPE,
      async (simulator) => {
        const client = await watching(simulator);
        client.send({ t: 'o', actid: 'DEMO01' });
        await client.next('ok');
        await body(simulator, client);
      },
      faulty(text),
    );

  it('reject: the order is accepted and then rejected', () =>
    ordered('reject', async (simulator, client) => {
      expect(await call(simulator, 'PlaceOrder', ORDER)).to.include({ stat: 'Ok' });
      expect(await client.next('om', 2)).to.include({ status: 'REJECTED' });
    }));

  it('om-first: the updates come before the answer', () =>
    ordered('om-first', async (simulator, client) => {
      const placed = call(simulator, 'PlaceOrder', ORDER).then(() => client.of('om').length);

      expect(await placed).to.equal(3);
    }));

  it('lost-response: the order is placed, and the call fails', () =>
    ordered('lost-response', async (simulator, client) => {
      const failed = await call(simulator, 'PlaceOrder', ORDER).catch((error: unknown) => error);

      expect(failed).to.be.an.instanceOf(Error);
      expect(await client.next('om', 3)).to.include({ status: 'OPEN' });
    }));

  it('slow-place: the updates come long before the answer', () =>
    ordered('slow-place', async (simulator, client) => {
      const placed = call(simulator, 'PlaceOrder', ORDER).catch(() => 'never answered');
      await client.next('om', 3);
      await simulator.close();

      expect(await placed).to.equal('never answered');
    }));

  it('ip-refused: the order is refused without a reason', () =>
    ordered('ip-refused', async (simulator) => {
      expect(await call(simulator, 'PlaceOrder', ORDER)).to.include({ stat: 'Not_Ok', emsg: '' });
    }));

  it('partial-fill: the execution is told as two', () =>
    ordered('partial-fill', async (simulator, client) => {
      await call(simulator, 'PlaceOrder', ORDER);
      await client.next('om', 3);
      await simulator.advanceTo(at(1));
      const [one, other] = [await client.next('om', 4), await client.next('om', 5)];

      expect(one).to.include({ status: 'OPEN', reporttype: 'Fill', flqty: '5', fillshares: '5' });
      expect(other).to.include({ status: 'COMPLETE', reporttype: 'Fill', flqty: '5', fillshares: '10' });
      expect(one['flid']).not.to.equal(other['flid']);
    }));

  it('lost-request: nothing is done, and the call fails', () =>
    ordered('lost-request', async (simulator) => {
      const failed = await call(simulator, 'PlaceOrder', ORDER).catch((error: unknown) => error);
      simulator.follow(NO_FAULTS);

      expect(failed).to.be.an.instanceOf(Error);
      expect(await call(simulator, 'OrderBook'))
        .to.have.property('emsg')
        .that.contains('no data');
    }));

  it('silent-order: it is placed, and nobody says so', () =>
    ordered('silent-order', async (simulator, client) => {
      const placed = call(simulator, 'PlaceOrder', ORDER).catch(() => 'never answered');
      await client.next('om', 3);
      await simulator.close();

      expect(await placed).to.equal('never answered');
    }));

  it('late-order: it is placed once the client has given up', () =>
    ordered('late-order', async (simulator, client) => {
      const leaving = new AbortController();
      const placed = fetch(`http://127.0.0.1:${simulator.port}/NorenWClientAPI/PlaceOrder`, {
        method: 'POST',
        headers: { authorization: 'Bearer demo-token' },
        body: `jData=${JSON.stringify({ uid: 'DEMO01', ...ORDER })}`,
        signal: leaving.signal,
      }).catch(() => 'given up');
      expect(await call(simulator, 'UserDetails')).to.include({ stat: 'Ok' }); // time for an answer
      expect(client.of('om')).to.deep.equal([]);
      leaving.abort();

      expect(await placed).to.equal('given up');
      expect(await client.next('om', 3)).to.include({ status: 'OPEN' });
    }));

  it('order-502: it is placed, and the answer is a page', () =>
    ordered('order-502', async (simulator, client) => {
      const body = `jData=${JSON.stringify({ uid: 'DEMO01', ...ORDER })}`;
      const headers = { authorization: 'Bearer demo-token' };

      expect(await callRaw(simulator, '/NorenWClientAPI/PlaceOrder', body, headers)).to.include({
        status: 502,
      });
      expect(await client.next('om', 3)).to.include({ status: 'OPEN' });
    }));

  it('order-drop: the sockets are cut, and the call is answered', () =>
    ordered('order-drop', async (simulator, client) => {
      expect(await call(simulator, 'PlaceOrder', ORDER)).to.include({ stat: 'Ok' });
      expect(await client.closed).to.equal(1006);
      expect(client.of('om')).to.deep.equal([]);
    }));

  it('reject-change: other terms and a cancellation are accepted, and then rejected', () =>
    ordered('reject-change', async (simulator, client) => {
      const placed = (await call(simulator, 'PlaceOrder', { ...ORDER, prc: '90' })) as { norenordno: string };
      await client.next('om', 3);
      const { norenordno } = placed;
      const change = { norenordno, exch: 'NSE', tsym: 'ACC-EQ', qty: '5', prc: '91', prctyp: 'LMT' };
      expect(await call(simulator, 'ModifyOrder', change)).to.include({ stat: 'Ok' });
      expect(await client.next('om', 6)).to.include({
        reporttype: 'ReplaceRejected',
        status: 'OPEN',
        qty: '10',
      });
      expect(await call(simulator, 'CancelOrder', { norenordno })).to.include({ stat: 'Ok' });
      expect(await client.next('om', 8)).to.include({
        reporttype: 'CancelRejected',
        status: 'OPEN',
        prc: '90.00',
      });

      expect(await call(simulator, 'OrderBook'))
        .to.have.property('0')
        .that.includes({ status: 'OPEN', qty: '10', prc: '90.00' });
    }));

  it('om-missing: no update comes, and the order book has the order', () =>
    ordered('om-missing', async (simulator, client) => {
      await call(simulator, 'PlaceOrder', ORDER);
      await client.settled();

      expect(client.of('om')).to.deep.equal([]);
      expect(await call(simulator, 'OrderBook'))
        .to.have.property('0')
        .that.includes({ status: 'OPEN' });
    }));

  it('om-reorder: an update comes behind the next one, or with the next price where none follows', () =>
    ordered('om-reorder', async (simulator, client) => {
      await call(simulator, 'PlaceOrder', ORDER);
      await client.next('om', 2);
      await client.settled();
      const first = client.of('om').map(({ reporttype }) => reporttype);
      await simulator.advanceTo(at(1));
      await client.next('om', 3);

      expect(first).to.deep.equal(['PendingNew', 'NewAck']);
      expect(client.of('om')[2]).to.include({ reporttype: 'New' });
    }));

  it('om-duplicate, alt-names: updates', () =>
    ordered('om-duplicate,alt-names', async (simulator, client) => {
      await call(simulator, 'PlaceOrder', ORDER);
      await client.next('om', 6);

      expect(client.of('om').map(({ reporttype }) => reporttype)).to.deep.equal([
        'NewAck',
        'NewAck',
        'PendingNew',
        'PendingNew',
        'New',
        'New',
      ]);
      expect(client.of('om')[5]).to.include.keys('norenoordno', 'prd', 'exchorderid');
    }));

  it('takes faults on demand', () =>
    simulated(TAPE, async (simulator) => {
      const client = await watching(simulator);
      const ask = async (text: string): Promise<unknown> =>
        (await callRaw(simulator, '/sim/faults', text)).json;

      expect(await ask('duplicate:1')).to.deep.equal({ rates: { duplicate: 1 } });
      await simulator.advanceTo(at(1));
      await client.next('tf', 2);
      expect(await ask('none')).to.deep.equal({ rates: {} });
      await simulator.advanceTo(at(3));
      await client.settled();
      expect(client.of('tf')).to.have.length(3);
      expect(await ask('nonsense'))
        .to.have.property('error')
        .that.contains("no fault is named 'nonsense'");
      expect(await ask('drop')).to.deep.equal({ injected: 'drop' });
      expect(await client.closed).to.equal(1006);
    }));

  it('sends the same frames again of the same tape, seed and requests', async () => {
    const streamOf = async (seed: number): Promise<readonly string[]> => {
      const texts: string[] = [];
      await simulated(
        TAPE,
        async (simulator) => {
          const client = await PlainClient.open(`${simulator.url}/NorenWSAPI/`);
          client.socket.removeAllListeners('message');
          client.socket.on('message', (data: Buffer) => texts.push(data.toString('latin1')));
          client.send({ t: 'a', uid: 'DEMO01', actid: 'DEMO01', source: 'API', accesstoken: 'demo-token' });
          client.send({ t: 't', k: 'NSE|22#NSE|1594' });
          await client.settled();
          await simulator.advanceTo(at(50));
          await client.settled();
        },
        { ...faulty('duplicate:0.2,garbage:0.2,delay:0.1,reorder:0.1,split:0.2,cross-talk:0.1'), seed },
      );
      return texts;
    };

    const first = await streamOf(1);
    expect(first).to.have.length.above(50);
    expect(await streamOf(1)).to.deep.equal(first);
    expect(await streamOf(2)).not.to.deep.equal(first);
  });

  it('cross-talk names nobody where every scrip is subscribed', () =>
    simulated(
      [said('tk', 0, { last: 1 })],
      async (simulator) => {
        const client = await watching(simulator);
        await client.settled();

        expect(client.frames.map(({ e = '', tk = '' }) => tokenOf(e, tk))).to.include('NSE|999999');
      },
      faulty('cross-talk'),
    ));
});
