import { expect } from 'chai';
import { LIMIT_BUY, listening, place, storyOf } from './asked-orders.js';
import { call, legacyCall } from './call.js';
import type { Frame } from './plain-client.js';
import { at, said, simulated } from './simulated.js';

const STOP_BUY = { prctyp: 'SL-LMT', prc: '100.50', trgprc: '100.20' };
const CLIMB = [
  said('tk', 0, { last: 100, bid: 99.95, ask: 100.05, bidQuantity: 40, askQuantity: 40 }),
  said('tf', 2, { last: 100.15, bid: 100.1, ask: 100.15 }),
  said('tf', 3, { last: 100.2, bid: 100.15, ask: 100.25 }),
  said('tf', 4, { ask: 100.3 }),
];

describe('the simulated exchange: stops', () => {
  it('tells the story of a stop, which sleeps until the last price comes to its trigger', () =>
    simulated(CLIMB, async (simulator) => {
      await simulator.advanceTo(at(1));
      const client = await listening(simulator);
      await place(simulator, STOP_BUY);
      await simulator.advanceTo(at(2));
      await client.settled();
      const [asleep] = (await call(simulator, 'OrderBook')) as readonly Frame[];
      await simulator.advanceTo(at(3));
      await client.settled();
      const [awake] = (await call(simulator, 'OrderBook')) as readonly Frame[];
      await simulator.advanceTo(at(4));
      await client.settled();

      expect(storyOf(client)).to.deep.equal([
        'PENDING/NewAck',
        'PENDING/PendingNew',
        'TRIGGER_PENDING/TriggerPending',
        'OPEN/INVALID_REPORT_TYPE',
        'COMPLETE/Fill',
      ]);
      const told = client.of('om');
      expect(told.map(({ prctyp }) => prctyp)).to.deep.equal(['SL-LMT', 'SL-LMT', 'SL-LMT', 'LMT', 'LMT']);
      for (const one of told) expect(one).to.include({ prc: '100.50', trgprc: '100.20' });
      for (const one of told.slice(2)) expect(one).to.include({ exch_tm: '05-01-2026 09:15:01' });
      expect(told[4]).to.include({ flprc: '100.30', fltm: '05-01-2026 09:15:04' });
      expect(asleep).to.include({
        ...{ status: 'TRIGGER_PENDING', st_intrn: 'TRIGGER_PENDING', prctyp: 'SL-LMT', trgprc: '100.20' },
        ...{ exchordid: told[2]?.['exchordid'], exch_tm: '05-01-2026 09:15:01' },
      });
      expect(awake).to.include({ status: 'OPEN', prctyp: 'LMT', trgprc: '100.20' });
    }));

  it('wakes a stop whose trigger was reached before it came with the next tick', () =>
    simulated(CLIMB, async (simulator) => {
      await simulator.advanceTo(at(1));
      const client = await listening(simulator);
      await place(simulator, { prctyp: 'SL-LMT', trantype: 'S', prc: '90.00', trgprc: '100.15' });
      await simulator.advanceTo(at(3));
      await client.settled();

      expect(storyOf(client).slice(2)).to.deep.equal([
        'TRIGGER_PENDING/TriggerPending',
        'OPEN/INVALID_REPORT_TYPE',
        'COMPLETE/Fill',
      ]);
      expect(client.of('om')[4]).to.include({ flprc: '100.15' }); // the bid of the tick after
    }));

  it('gives a stop that sleeps another trigger, makes it a limit order and no stop again', () =>
    simulated(CLIMB, async (simulator) => {
      await simulator.advanceTo(at(1));
      const client = await listening(simulator);
      const norenordno = await place(simulator, STOP_BUY);
      const changed = (terms: object): Promise<unknown> =>
        call(simulator, 'ModifyOrder', { exch: 'NSE', norenordno, tsym: 'ACC-EQ', qty: '10', ...terms });
      await changed({ ...STOP_BUY, trgprc: '100.25' });
      await simulator.advanceTo(at(3)); // 100.20 wakes it no more
      await changed({ prctyp: 'LMT', prc: '98.00' });
      await changed(STOP_BUY);
      await call(simulator, 'CancelOrder', { norenordno });
      await client.settled();

      expect(
        client
          .of('om')
          .slice(2)
          .map(({ status, reporttype, prctyp, trgprc }) => [status, reporttype, prctyp, trgprc].join(' ')),
      ).to.deep.equal([
        'TRIGGER_PENDING TriggerPending SL-LMT 100.20',
        'PENDING ModAck SL-LMT 100.25',
        'PENDING PendingReplace SL-LMT 100.25',
        'TRIGGER_PENDING TriggerPending SL-LMT 100.25',
        'PENDING ModAck LMT 100.25',
        'PENDING PendingReplace LMT 100.25',
        'OPEN Replaced LMT 100.25',
        'PENDING ModAck SL-LMT 100.20',
        'PENDING PendingReplace SL-LMT 100.20',
        'OPEN ReplaceRejected LMT 100.25',
        'PENDING PendingCancel LMT 100.25',
        'CANCELED Canceled LMT 100.25',
      ]);
      expect(client.of('om')[11]).to.include({ rejreason: 'RED:An open order cannot become a stop' });
      expect(await changed({ ...STOP_BUY, trgprc: '100.55' })).to.include({
        emsg: 'Trigger price invalid - 100.55',
      });
    }));

  it('cancels a stop that sleeps', () =>
    simulated(CLIMB, async (simulator) => {
      await simulator.advanceTo(at(1));
      const client = await listening(simulator);
      const norenordno = await place(simulator, STOP_BUY);
      expect(await call(simulator, 'CancelOrder', { norenordno })).to.include({ stat: 'Ok' });
      await simulator.advanceTo(at(4));
      await client.settled();

      expect(storyOf(client).slice(2)).to.deep.equal([
        'TRIGGER_PENDING/TriggerPending',
        'PENDING/PendingCancel',
        'CANCELED/Canceled',
      ]);
      expect(client.of('om')[4]).to.include({ cancelqty: '10', prctyp: 'SL-LMT', trgprc: '100.20' });
    }));

  it('takes stops at market in the legacy generation', () =>
    simulated(CLIMB, async (simulator) => {
      await simulator.advanceTo(at(1));
      const client = await listening(simulator);
      const stop = { ...LIMIT_BUY, prctyp: 'SL-MKT', prc: '0', trgprc: '100.20' };
      expect(await legacyCall(simulator, 'PlaceOrder', stop)).to.include({ stat: 'Ok' });
      await simulator.advanceTo(at(4));
      await client.settled();

      expect(
        client
          .of('om')
          .slice(2)
          .map(({ status, prctyp, prc, flprc = '-' }) => [status, prctyp, prc, flprc].join(' ')),
      ).to.deep.equal(['TRIGGER_PENDING SL-MKT 0.00 -', 'OPEN MKT 0.00 -', 'COMPLETE MKT 0.00 100.30']);
    }));
});
