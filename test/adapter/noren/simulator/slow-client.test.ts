import { expect } from 'chai';
import { PlainClient } from './plain-client.js';
import { at, said, simulated } from './simulated.js';

const COUNT = 150_000;

/** 150,000 changes of one scrip in 150 seconds: thirteen megabytes of frames. */
const TAPE = [
  said('tk', 0, { last: 100, volume: 0 }),
  ...Array.from({ length: COUNT }, (_, i) =>
    said('tf', (i + 1) / 1_000, { last: 100 + (i % 1_000) / 20, volume: i + 1 }),
  ),
];

describe('the simulated exchange: a client that does not read', () => {
  it('is told of fewer changes, in bounded memory, and has the newest values when it reads again', () =>
    simulated(TAPE, async ({ url, advanceTo, stats }) => {
      const client = await PlainClient.connect(url);
      await advanceTo(at(0));
      client.send({ t: 't', k: 'NSE|22' });
      await client.next('tk');
      client.socket.pause();
      await advanceTo(at(COUNT));
      expect(stats().played).to.equal(COUNT + 1);
      expect(stats().sent).to.be.lessThan(COUNT);

      client.socket.resume();
      await client.until(() => (client.of('tf').at(-1)?.['v'] === String(COUNT) ? true : undefined));
      const merged: Record<string, string> = {};
      for (const frame of client.of('tf')) Object.assign(merged, frame);
      expect(merged).to.include({ v: String(COUNT), lp: (100 + 999 / 20).toFixed(2) });
    }));

  it('is waited for where there is no pace, and given up in the end', () =>
    simulated(
      TAPE,
      async ({ url, ended, stats }) => {
        const reader = await PlainClient.connect(url);
        reader.send({ t: 't', k: 'NSE|22' });
        await reader.next('tk');
        reader.socket.pause();
        await ended;

        expect(stats().played).to.equal(COUNT + 1);
        expect(stats().sent).to.be.lessThan(COUNT);
        reader.socket.terminate();
      },
      { speed: 'max', wait: true, patienceMs: 50 },
    ));

  it('loses nothing where it reads as fast as it can', () =>
    simulated(
      TAPE.slice(0, 40_001),
      async ({ url, ended }) => {
        const client = await PlainClient.connect(url);
        client.send({ t: 't', k: 'NSE|22' });
        await ended;

        expect(client.of('tf')).to.have.length(40_000);
      },
      { speed: 'max', wait: true, patienceMs: 30_000 },
    ));
});
