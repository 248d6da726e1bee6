import { expect } from 'chai';
import { WebSocket } from 'ws';
import { simulatorTime } from '../../../../src/adapter/noren/simulator-time.js';
import { SimulatedClock } from '../../../../src/adapter/noren/simulator/simulated-clock.js';
import { epochMs } from '../../../../src/domain/time.js';
import { PlainClient } from './plain-client.js';
import { at, OPENING, said, simulated } from './simulated.js';

/** What the clock channel says, in order, until it has said it `count` times. */
const toldBy = (url: string, count: number): Promise<readonly unknown[]> =>
  new Promise((resolve, reject) => {
    const told: unknown[] = [];
    const socket = new WebSocket(`${url}/sim/clock`);
    socket.on('error', reject);
    socket.on('message', (data: Buffer) => {
      told.push(JSON.parse(data.toString()));
      if (told.length < count) return;
      socket.close();
      resolve(told);
    });
  });

describe('the clock of a simulated exchange', () => {
  it('goes on by itself, at its speed, from where it was set', () => {
    let real = 500;
    const clock = new SimulatedClock(epochMs(0), 60, () => real);
    clock.moveTo(at(0));
    real += 100;
    expect(clock.now(), 'not begun').to.equal(at(0));

    clock.start(at(0));
    real += 100;
    expect(clock.now()).to.equal(OPENING + 6_000);
    expect(clock.realMsUntil(at(12))).to.equal(100);
    clock.jumpTo(at(1_000));
    real += 100;
    expect(clock.now()).to.equal(OPENING + 1_006_000);
    clock.end(at(0));
    real += 100;
    expect(clock.now(), 'never back').to.equal(OPENING + 1_006_000);
    expect(clock.told()).to.deep.equal({ now: OPENING + 1_006_000, speed: 0, ended: true });
  });

  it('stands at the first message until somebody asks for market data', () =>
    simulated(
      [said('tk', 0, { last: 1 }), said('tf', 6, { last: 2 })],
      async ({ url, port, ended }) => {
        const asked = await fetch(`http://127.0.0.1:${port}/sim/clock`);
        expect(await asked.json()).to.deep.equal({ now: OPENING, speed: 0 });

        const told = toldBy(url, 3);
        const client = await PlainClient.connect(url);
        client.send({ t: 'h' });
        expect(await client.next('hk')).to.include({ hk: String(OPENING / 1_000) });
        client.send({ t: 't', k: 'NSE|22' });
        await ended;
        expect(await client.next('tf')).to.include({ lp: '2.00' });
        const [waiting, started, over] = (await told) as readonly { readonly now: number }[];
        expect(waiting).to.deep.equal({ now: OPENING, speed: 0 });
        expect(started).to.deep.include({ speed: 600 });
        expect(over).to.deep.include({ speed: 0, ended: true });
        expect(over?.now).to.be.at.least(OPENING + 6_000);
      },
      { speed: 600, wait: true },
    ));

  it('jumps over a night', () =>
    simulated(
      [said('tk', 0, { last: 1 }), said('tf', 1, { last: 2 }), said('tf', 60_000, { last: 3 })],
      async ({ url, ended, clock }) => {
        const client = await PlainClient.connect(url);
        client.send({ t: 't', k: 'NSE|22' });
        await ended;

        expect(clock().now).to.be.at.least(OPENING + 60_000_000);
        expect((await client.next('tf', 2))['lp']).to.equal('3.00');
      },
      { speed: 50, wait: true },
    ));

  it('plays a tape again on later days, where it is asked to', () =>
    simulated(
      [said('tk', 0, { last: 1, exchangeAt: at(0) }), said('tf', 1, { last: 2, exchangeAt: at(1) })],
      async ({ url, advanceTo }) => {
        const client = await PlainClient.connect(url);
        await advanceTo(at(0));
        client.send({ t: 't', k: 'NSE|22' });
        await client.next('tk');
        await advanceTo(at(2 * 86_400));
        await client.settled();

        expect(client.of('tf').map(({ lp, ft }) => [lp, Number(ft) - OPENING / 1_000])).to.deep.equal([
          ['2.00', 1],
          ['1.00', 86_400],
          ['2.00', 86_401],
          ['1.00', 172_800],
        ]);
      },
      { loop: true },
    ));

  it('is followed from afar', () =>
    simulated([said('tk', 0, { last: 1 }), said('tf', 30, { last: 2 })], async ({ url, advanceTo }) => {
      const time = await simulatorTime(`${url}/NorenWSAPI/?x=1`);
      expect(time?.now()).to.equal(OPENING);
      expect(time?.realMsUntil(at(0))).to.equal(0);
      expect(time?.realMsUntil(at(1))).to.equal(Infinity);

      await advanceTo(at(30));
      await time?.ended;
      expect(time?.now()).to.equal(at(30));
      time?.close();
    }));

  it('is told to have ended only when every client has all that was played', () =>
    simulated(
      [
        said('tk', 0, { last: 1 }),
        ...Array.from({ length: 20_000 }, (_, i) => said('tf', i + 1, { volume: i })),
      ],
      async ({ url }) => {
        const time = await simulatorTime(url);
        const client = await PlainClient.connect(url);
        client.send({ t: 't', k: 'NSE|22' });
        await time?.ended;

        expect(client.of('tf')).to.have.length(20_000);
        time?.close();
      },
      { speed: 'max', wait: true },
    ));

  it('is no clock where another server answers, or none', async () => {
    const nobody = await simulatorTime('ws://127.0.0.1:9/NorenWSAPI/');
    const noUrl = await simulatorTime('shoonya');

    expect([nobody, noUrl]).to.deep.equal([undefined, undefined]);
  });
});
