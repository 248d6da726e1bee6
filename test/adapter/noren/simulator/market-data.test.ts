import { expect } from 'chai';
import { PlainClient } from './plain-client.js';
import { at, said, simulated } from './simulated.js';

const WHOLE = {
  last: 118.55,
  previousClose: 118,
  high: 118.65,
  low: 118.1,
  volume: 162_220,
  bid: 118.45,
  ask: 118.5,
};

describe('the simulated exchange: market data', () => {
  it('answers a subscription with all that is known, and then tells what changed', () =>
    simulated(
      [
        said('tk', 0, WHOLE),
        said('tf', 1, { last: 118.45, bid: 118.45 }),
        said('tf', 3, { volume: 162_230 }),
      ],
      async (simulator) => {
        const client = await PlainClient.connect(simulator.url);
        await simulator.advanceTo(at(0));
        client.send({ t: 't', k: 'NSE|22#' });
        const snapshot = await client.next('tk');
        await simulator.advanceTo(at(2));
        await client.settled();

        expect(snapshot).to.deep.equal({
          t: 'tk',
          e: 'NSE',
          tk: '22',
          ts: 'ACC-EQ',
          pp: '2',
          ls: '1',
          ti: '0.05',
          lp: '118.55',
          pc: '0.47', // (118.55 - 118) / 118
          h: '118.65',
          l: '118.10',
          c: '118.00',
          v: '162220',
          bp1: '118.45',
          sp1: '118.50',
          ft: '1767584700',
        });
        expect(client.of('tf')).to.deep.equal([
          { t: 'tf', e: 'NSE', tk: '22', lp: '118.45', pc: '0.38', ft: '1767584701' },
        ]);
      },
    ));
});
