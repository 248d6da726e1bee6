import { expect } from 'chai';
import { IDEAL_FILLS } from '../../../../src/domain/fill-model.js';
import { instrumentBook } from '../../../../src/domain/instrument-book.js';
import { tokenOf } from '../../../../src/domain/token.js';
import { instrument } from '../../../support/instrument.js';
import { call, legacyCall } from './call.js';
import { type Frame, PlainClient } from './plain-client.js';
import { LIMIT_BUY, listening, place, storyOf } from './asked-orders.js';
import { ACC_AND_INFY, at, said, simulated } from './simulated.js';

const TAPE = [
  said('tk', 0, { last: 100, bid: 99.95, ask: 100.05, bidQuantity: 5, askQuantity: 6 }),
  said('tf', 1, { last: 100.05 }),
  said('tf', 2, { bid: 100.5, ask: 101 }),
  said('tf', 3, { bid: 98, ask: 99 }),
  said('tf', 86_400, { last: 100 }),
];

const WITH_GOLD = {
  book: instrumentBook([
    ...ACC_AND_INFY,
    instrument({
      token: tokenOf('MCX', '1'),
      name: 'MCX:GOLDF',
      exchange: 'MCX',
      tradingSymbol: 'GOLDF',
    }),
  ]),
};

describe('the simulated exchange: orders', () => {
  it('tells the story of an order that is filled', () =>
    simulated(TAPE, async (simulator) => {
      await simulator.advanceTo(at(1));
      const client = await listening(simulator);
      const number = await place(simulator);
      const [acknowledged, , open] = [await client.next('om'), 0, await client.next('om', 3)];
      await simulator.advanceTo(at(2));
      await client.settled();
      expect(client.of('om'), 'out of reach').to.have.length(3);
      await simulator.advanceTo(at(3));
      const filled = await client.next('om', 4);

      expect(number).to.equal('26010500000001');
      expect(storyOf(client)).to.deep.equal([
        'PENDING/NewAck',
        'PENDING/PendingNew',
        'OPEN/New',
        'COMPLETE/Fill',
      ]);
      expect(acknowledged).to.deep.equal({
        t: 'om',
        norenordno: number,
        uid: 'DEMO01',
        actid: 'DEMO01',
        exch: 'NSE',
        tsym: 'ACC-EQ',
        trantype: 'B',
        qty: '10',
        prc: '99.50',
        pcode: 'I',
        remarks: 'mine',
        rejreason: ' ',
        status: 'PENDING',
        reporttype: 'NewAck',
        prctyp: 'LMT',
        ret: 'DAY',
        exchordid: '',
        dscqty: '0',
      });
      expect(open).to.include({ exch_tm: '05-01-2026 09:15:01' });
      expect(open['exchordid']).to.match(/^\d{16}$/);
      expect(filled).to.include({
        exchordid: open['exchordid'],
        exch_tm: open['exch_tm'], // an execution does not change it
        flqty: '10',
        flprc: '99.50',
        fltm: '05-01-2026 09:15:03',
        fillshares: '10',
        avgprc: '99.50',
      });
    }));

  it('fills an order in parts, as far as the displayed sizes go', () =>
    simulated(
      [
        said('tk', 0, { last: 100, bid: 98, ask: 99.5, bidQuantity: 5, askQuantity: 6, volume: 100 }),
        said('tf', 2, { askQuantity: 8 }),
        said('tf', 3, { bid: 98.5 }),
        said('tf', 4, { askQuantity: 40 }),
      ],
      async (simulator) => {
        await simulator.advanceTo(at(1));
        const client = await listening(simulator);
        await place(simulator);
        await simulator.advanceTo(at(4));
        const done = await client.next('om', 5);

        expect(
          client
            .of('om')
            .slice(3)
            .map(({ status, flqty, fillshares, avgprc }) => [status, flqty, fillshares, avgprc]),
        ).to.deep.equal([
          ['OPEN', '4', '4', '99.50'], // half of 8 at the touch
          ['COMPLETE', '6', '10', '99.50'], // of half of 40; what is left of the 8 is not taken twice
        ]);
        expect(done['flid']).to.not.equal(client.of('om')[3]?.['flid']);
      },
    ));

  it('cancels of an IOC what does not trade with the first tick that comes', () =>
    simulated(
      [
        said('tk', 0, { last: 100, bid: 98, ask: 99.5, bidQuantity: 5, askQuantity: 6, volume: 100 }),
        said('tf', 2, { askQuantity: 8 }),
        said('tf', 3, { askQuantity: 40 }),
      ],
      async (simulator) => {
        await simulator.advanceTo(at(1));
        const client = await listening(simulator);
        const number = await place(simulator, { ret: 'IOC' });
        await simulator.advanceTo(at(3));
        const ended = await client.next('om', 5);
        await client.settled();

        expect(storyOf(client)).to.deep.equal([
          'PENDING/NewAck',
          'PENDING/PendingNew',
          'OPEN/New',
          'OPEN/Fill',
          'CANCELED/Canceled',
        ]);
        expect(client.of('om').map(({ ret }) => ret)).to.deep.equal(Array(5).fill('IOC'));
        expect(ended).to.include({ fillshares: '4', avgprc: '99.50', cancelqty: '6' }); // half of 8
        expect(ended).to.include({ exch_tm: '05-01-2026 09:15:02' });
        expect(((await call(simulator, 'OrderBook')) as readonly Frame[])[0]).to.include({
          ...{ norenordno: number, ret: 'IOC', status: 'CANCELED', fillshares: '4', cancelqty: '6' },
        });
        expect(await call(simulator, 'CancelOrder', { norenordno: number })).to.include({ stat: 'Not_Ok' });
      },
    ));

  it('shows the disclosed quantity of an order everywhere, and keeps it where a change does not name it', () =>
    simulated(TAPE, async (simulator) => {
      await simulator.advanceTo(at(1));
      const client = await listening(simulator);
      const norenordno = await place(simulator, { dscqty: '1' });
      const change = { exch: 'NSE', norenordno, tsym: 'ACC-EQ', qty: '20', prc: '99.00', prctyp: 'LMT' };
      await call(simulator, 'ModifyOrder', change);
      const [kept] = (await call(simulator, 'OrderBook')) as readonly Frame[];
      await call(simulator, 'ModifyOrder', { ...change, dscqty: '2' });
      await client.settled();

      expect(client.of('om').map(({ dscqty }) => dscqty)).to.deep.equal([
        ...['1', '1', '1'],
        ...['1', '1', '1'],
        ...['2', '2', '2'],
      ]);
      expect(kept).to.include({ dscqty: '1', qty: '20' });
      expect(await call(simulator, 'ModifyOrder', { ...change, dscqty: '3' })).to.include({
        emsg: 'Invalid Input : Invalid Disclosed Quantity',
      });
    }));

  it('fills an order whole at the touch, whatever is displayed, where it is told to', () =>
    simulated(
      [said('tk', 0, { last: 100, bid: 98, ask: 99.5, bidQuantity: 5, askQuantity: 6 }), said('tf', 2, {})],
      async (simulator) => {
        await simulator.advanceTo(at(1));
        const client = await listening(simulator);
        await place(simulator);
        await simulator.advanceTo(at(2));

        expect(await client.next('om', 4)).to.include({ status: 'COMPLETE', fillshares: '10' });
      },
      { fills: IDEAL_FILLS },
    ));

  it('tells the story of one that is modified and cancelled', () =>
    simulated(TAPE, async (simulator) => {
      await simulator.advanceTo(at(1));
      const client = await listening(simulator);
      const number = await place(simulator);
      await client.next('om', 3);
      const modified = await call(simulator, 'ModifyOrder', {
        exch: 'NSE',
        norenordno: number,
        tsym: 'ACC-EQ',
        qty: '12',
        prc: '98.00',
        prctyp: 'LMT',
        ret: 'DAY',
      });
      await client.next('om', 6);
      await simulator.advanceTo(at(2));
      const cancelled = await call(simulator, 'CancelOrder', { norenordno: number });
      await client.next('om', 8);
      await simulator.advanceTo(at(3));
      await client.settled();

      expect(modified).to.include({ stat: 'Ok', result: number });
      expect(cancelled).to.include({ stat: 'Ok', result: number });
      expect(storyOf(client).slice(3)).to.deep.equal([
        'PENDING/ModAck',
        'PENDING/PendingReplace',
        'OPEN/Replaced',
        'PENDING/PendingCancel',
        'CANCELED/Canceled',
      ]);
      expect(client.of('om')[3]).to.include({ prc: '98.00', qty: '12' });
      expect(client.of('om')[6]).not.to.have.property('rejreason');
      expect(client.of('om')[7]).to.include({ cancelqty: '12', exch_tm: '05-01-2026 09:15:02' });
      expect(await call(simulator, 'CancelOrder', { norenordno: number })).to.include({
        emsg: 'Rejected : ORA:Order not found to Cancel',
      });
    }));

  it('rejects other terms that cannot be: no more than is executed, or off the tick grid', () =>
    simulated(
      [
        said('tk', 0, { last: 100, bid: 98, ask: 99.5, bidQuantity: 5, askQuantity: 8 }),
        said('tf', 2, { bid: 98.5 }),
      ],
      async (simulator) => {
        await simulator.advanceTo(at(1));
        const client = await listening(simulator);
        const number = await place(simulator);
        await simulator.advanceTo(at(2));
        expect(await client.next('om', 4)).to.include({ status: 'OPEN', fillshares: '4' }); // half of 8
        for (const [count, terms, rejreason] of [
          [7, { qty: '4' }, 'RED:Order quantity is not above the 4 executed'],
          [10, { prc: '98.03' }, 'RED:Order price is not a multiple of the tick size'],
        ] as const) {
          const asked = {
            exch: 'NSE',
            norenordno: number,
            tsym: 'ACC-EQ',
            qty: '12',
            prc: '98.00',
            prctyp: 'LMT',
          };
          await call(simulator, 'ModifyOrder', { ...asked, ...terms });

          expect(await client.next('om', count)).to.include({
            ...{ reporttype: 'ReplaceRejected', rejreason },
            ...{ status: 'OPEN', qty: '10', prc: '99.50', fillshares: '4' },
          });
        }
      },
    ));

  it('cancels what is left of a day at the first tick of the next', () =>
    simulated(TAPE, async (simulator) => {
      await simulator.advanceTo(at(1));
      const client = await listening(simulator);
      await place(simulator, { prc: '50.00' });
      await client.next('om', 3);
      await simulator.advanceTo(at(86_400));

      expect(await client.next('om', 4)).to.include({ status: 'CANCELED', reporttype: 'Canceled' });
    }));

  for (const [what, change, reason] of [
    ['for more than the account has', { qty: '999999' }, 'RED:Margin Shortfall'],
    ['off the tick grid', { prc: '99.53' }, 'RED:Order price is not a multiple of the tick size'],
    [
      'with a trigger off the tick grid',
      { prctyp: 'SL-LMT', trgprc: '99.43' },
      'RED:Trigger price is not a multiple of the tick size',
    ],
    [
      'of a broken lot',
      { exch: 'NFO', tsym: 'NIFTYF', qty: '10' },
      'RED:Order quantity is not a multiple of the lot size 65',
    ],
  ] as const)
    it(`accepts an order ${what}, and rejects it then`, () =>
      simulated(
        TAPE,
        async (simulator) => {
          await simulator.advanceTo(at(1));
          const client = await listening(simulator);
          await place(simulator, change);
          const rejected = await client.next('om', 2);

          expect(storyOf(client)).to.deep.equal(['PENDING/NewAck', 'REJECTED/Rejected']);
          expect(rejected).to.include({ rejreason: reason, exchordid: '' });
          expect(rejected).not.to.have.property('exch_tm');
        },
        {
          book: instrumentBook([
            ...ACC_AND_INFY,
            instrument({
              token: tokenOf('NFO', '1'),
              name: 'NFO:NIFTYF',
              exchange: 'NFO',
              tradingSymbol: 'NIFTYF',
              lotSize: 65,
            }),
          ]),
        },
      ));

  for (const [change, emsg] of [
    [{ trgprc: '0' }, 'Trigger price invalid - 0.00'],
    [{ amo: 'No' }, 'Invalid AMO'],
    [{ prctyp: 'MKT', prc: '0' }, 'Rejected : ORA:MKT orders are not allowed through API, send LMT'],
    [
      { prctyp: 'SL-MKT', prc: '0', trgprc: '99' },
      'Rejected : ORA:SL-MKT orders are not allowed through API, send SL-LMT',
    ],
    [{ prctyp: 'SL-LMT' }, 'Trigger price invalid - 0.00'],
    [{ prctyp: 'SL-LMT', trgprc: 'abc' }, 'Trigger price invalid - NaN'],
    [{ prctyp: 'SL-LMT', trgprc: '99.55' }, 'Trigger price invalid - 99.55'], // above the limit of a buy
    [{ prctyp: 'SL-LMT', trgprc: '99.45', trantype: 'S' }, 'Trigger price invalid - 99.45'],
    [{ prctyp: 'DS' }, 'Invalid Input : Invalid Price Type'],
    [{ ret: 'EOS' }, 'Rejected : ORA:Retention EOS is not simulated'],
    [
      { exch: 'MCX', tsym: 'GOLDF', ret: 'IOC' },
      'Rejected : ORA:IOC orders are not allowed through API on MCX',
    ],
    [{ prd: 'B' }, 'Rejected : ORA:Product B is not simulated'],
    [{ tsym: 'ACC' }, 'Invalid Input : Invalid Trading Symbol'],
    [{ tsym: 'acc-eq' }, 'Invalid Input : Invalid Trading Symbol'],
    [{ qty: '0' }, 'Invalid Input : Invalid Quantity'],
    [{ qty: '1.5' }, 'Invalid Input : Invalid Quantity'],
    [{ prc: '0' }, 'Invalid Input : Invalid Price'],
    [{ prc: 'abc' }, 'Invalid Input : Invalid Price'],
    [{ trantype: 'X' }, 'Invalid Input : Invalid Transaction Type'],
    [{ ret: undefined }, 'Invalid Input : ret is missing'],
    [{ actid: 'FA00000' }, 'Invalid Input : Invalid Account Id'],
    [{ uid: 'FA00000' }, 'Invalid Input : Invalid User Id'],
    [{ dscqty: '2' }, 'Invalid Input : Invalid Disclosed Quantity'], // above a tenth of 10
    [{ dscqty: '-1' }, 'Invalid Input : Invalid Disclosed Quantity'],
    [{ exch: 'MCX', tsym: 'GOLDF', dscqty: '6' }, 'Invalid Input : Invalid Disclosed Quantity'], // above half
  ] as const)
    it(`does not accept an order with ${JSON.stringify(change)}`, () =>
      simulated(
        TAPE,
        async (simulator) => {
          const reply = await call(simulator, 'PlaceOrder', { ...LIMIT_BUY, ...change });

          expect(reply).to.include({ stat: 'Not_Ok', emsg });
          expect(await call(simulator, 'OrderBook')).to.include({ emsg: 'Error Occurred : 5 "no data"' });
        },
        WITH_GOLD,
      ));

  it('takes orders at market in the legacy generation, and tells of them without being asked', () =>
    simulated(TAPE, async (simulator) => {
      await simulator.advanceTo(at(1));
      const client = await PlainClient.open(`${simulator.url}/NorenWSTP/`);
      client.send({ t: 'c', uid: 'DEMO01', actid: 'DEMO01', source: 'API', susertoken: 'demo-token' });
      await client.next('ck');
      await legacyCall(simulator, 'PlaceOrder', { ...LIMIT_BUY, prctyp: 'MKT', prc: '0', qty: '3' });
      await client.next('om', 3);
      await simulator.advanceTo(at(2));

      expect(await client.next('om', 4)).to.include({ status: 'COMPLETE', prc: '0.00', flprc: '101.00' });
    }));

  it('takes the symbol of an order percent-encoded or plain', () =>
    simulated(
      TAPE,
      async (simulator) => {
        await place(simulator, { tsym: 'M%26M-EQ' });

        expect(((await call(simulator, 'OrderBook')) as readonly Frame[])[0]).to.include({ tsym: 'M&M-EQ' });
      },
      {
        book: instrumentBook([
          ...ACC_AND_INFY,
          instrument({ token: tokenOf('NSE', '2031'), name: 'NSE:M&M-EQ', tradingSymbol: 'M&M-EQ' }),
        ]),
      },
    ));

  it('does not change an order to less than is meant, another symbol, or with a trigger', () =>
    simulated(TAPE, async (simulator) => {
      await simulator.advanceTo(at(1));
      const norenordno = await place(simulator);
      const change = { exch: 'NSE', norenordno, tsym: 'ACC-EQ', qty: '5', prc: '98', prctyp: 'LMT' };
      const refusalOf = async (other: object): Promise<unknown> =>
        ((await call(simulator, 'ModifyOrder', { ...change, ...other })) as Frame)['emsg'];

      expect(await refusalOf({ trgprc: '0' })).to.equal('Trigger price invalid - 0.00');
      expect(await refusalOf({ tsym: 'INFY-EQ' })).to.equal('Invalid Input : Invalid Trading Symbol');
      expect(await refusalOf({ qty: undefined })).to.equal('Invalid Input : qty is missing');
      expect(await refusalOf({ norenordno: '1' })).to.equal('Rejected : ORA:Order not found');
    }));

  it('has books that agree with what was told', () =>
    simulated(TAPE, async (simulator) => {
      await simulator.advanceTo(at(1));
      const client = await listening(simulator);
      const bought = await place(simulator);
      const resting = await place(simulator, { qty: '4', prc: '90.00' });
      await client.next('om', 6);
      await simulator.advanceTo(at(3));
      await client.next('om', 7);

      const book = (await call(simulator, 'OrderBook')) as readonly Frame[];
      expect(book.map(({ norenordno, status }) => [norenordno, status])).to.deep.equal([
        [resting, 'OPEN'],
        [bought, 'COMPLETE'],
      ]);
      expect(book[1]).to.include({
        stat: 'Ok',
        token: '22',
        prd: 'I',
        s_prdt_ali: 'MIS',
        fillshares: '10',
        avgprc: '99.50',
        norentm: '09:15:01 05-01-2026',
      });
      expect(book[0]).not.to.have.any.keys('fillshares', 'avgprc');

      const history = (await call(simulator, 'SingleOrdHist', { norenordno: bought })) as readonly Frame[];
      expect(history.map(({ status, rpt }) => `${status ?? ''}/${rpt ?? ''}`)).to.deep.equal([
        'COMPLETE/Fill',
        'OPEN/New',
        'PENDING/PendingNew',
        'PENDING/NewAck',
      ]);
      const trades = (await call(simulator, 'TradeBook', { actid: 'DEMO01' })) as readonly Frame[];
      expect(trades.map(({ norenordno, flid, flqty }) => [norenordno, flid, flqty])).to.deep.equal([
        [bought, client.of('om')[6]?.['flid'], '10'],
      ]);
      const [position] = (await call(simulator, 'PositionBook', { actid: 'DEMO01' })) as readonly Frame[];
      expect(position).to.include({
        netqty: '10',
        netavgprc: '99.50',
        daybuyqty: '10',
        lp: '100.05',
        urmtom: '5.50', // (100.05 - 99.50) × 10
        rpnl: '0.00',
      });
      expect(await call(simulator, 'Limits', { actid: 'DEMO01' })).to.include({
        cash: '10000000.00',
        marginused: '271.00', // a fifth of 995 and of 4 × 90
        urmtom: '5.50',
      });
    }));
});
