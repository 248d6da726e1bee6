import { expect } from 'chai';
import { instrumentBook } from '../../../../src/domain/instrument-book.js';
import { tokenOf } from '../../../../src/domain/token.js';
import { instrument } from '../../../support/instrument.js';
import { depth } from '../../../support/message.js';
import { call, callRaw } from './call.js';
import { ACC_AND_INFY, at, OPENING, said, simulated } from './simulated.js';

const BOOK = instrumentBook([
  ...ACC_AND_INFY,
  instrument({ token: tokenOf('NSE', '2031'), name: 'NSE:M&M-EQ', symbol: 'M&M', tradingSymbol: 'M&M-EQ' }),
  instrument({
    token: tokenOf('NSE', '26000'),
    name: 'NSE:NIFTY INDEX',
    symbol: 'Nifty 50',
    tradingSymbol: 'NIFTY INDEX',
    kind: 'INDEX',
  }),
  instrument({
    token: tokenOf('NFO', '44013'),
    name: 'NFO:NIFTY06SEP23C44100',
    exchange: 'NFO',
    symbol: 'NIFTY',
    tradingSymbol: 'NIFTY06SEP23C44100',
    kind: 'OPTIDX',
    lotSize: 15,
    expiry: '2023-09-06',
    strike: 44_100,
    optionType: 'CE',
  }),
]);

const TAPE = [
  said('tk', 0, { last: 100, volume: 10, previousClose: 99, exchangeAt: OPENING }),
  said('tf', 20, { last: 104, volume: 16 }),
  said('tf', 50, { last: 98, depth: depth({ lastQuantity: 3, lastTradedAt: at(50), bid2: 97 }) }),
  said('tf', 130, { last: 101, volume: 26 }),
];

const NO_DATA = { stat: 'Not_Ok', emsg: 'Error Occurred : 5 "no data"' };

describe('the simulated exchange: reads', () => {
  it('finds instruments by the words of their names, with an ampersand in any spelling', () =>
    simulated(
      TAPE,
      async (simulator) => {
        const found = async (stext: string, exch: string): Promise<unknown> => {
          const reply = (await call(simulator, 'SearchScrip', { stext, exch })) as {
            readonly values?: readonly { readonly tsym: string }[];
          };
          return reply.values?.map(({ tsym }) => tsym);
        };

        expect(await found('acc', 'NSE')).to.deep.equal(['ACC-EQ']);
        expect(await found('nifty 44100', 'NFO')).to.deep.equal(['NIFTY06SEP23C44100']);
        expect(await found('M%26M', 'NSE')).to.deep.equal(['M&M-EQ']);
        const raw = await callRaw(
          simulator,
          '/NorenWClientAPI/SearchScrip',
          'jData={"uid":"DEMO01","exch":"NSE","stext":"M\\u0026M"}',
          { authorization: 'Bearer demo-token' },
        );
        expect(raw.text).to.contain('M&M-EQ');
        expect(await call(simulator, 'SearchScrip', { stext: 'nothing', exch: 'NSE' })).to.include(NO_DATA);
      },
      { book: BOOK },
    ));

  it('splits a body at every ampersand', () =>
    simulated(TAPE, async (simulator) => {
      const raw = await callRaw(
        simulator,
        '/NorenWClientAPI/SearchScrip',
        'jData={"uid":"DEMO01","exch":"NSE","stext":"M&M"}',
        { authorization: 'Bearer demo-token' },
      );

      expect(raw.json).to.include({ emsg: 'Invalid Input : jData is not valid json object' });
    }));

  it('tells of a contract', () =>
    simulated(
      TAPE,
      async (simulator) => {
        expect(await call(simulator, 'GetSecurityInfo', { exch: 'NFO', token: '44013' })).to.include({
          stat: 'Ok',
          exch: 'NFO',
          token: '44013',
          tsym: 'NIFTY06SEP23C44100',
          ls: '15',
          exd: '06-SEP-2023',
          strprc: '44100.00',
          optt: 'CE',
        });
      },
      { book: BOOK },
    ));

  it('quotes what was played, and what has not traded', () =>
    simulated(TAPE, async (simulator) => {
      await simulator.advanceTo(at(60));
      const acc = await call(simulator, 'GetQuotes', { exch: 'NSE', token: '22' });

      expect(acc).to.deep.include({
        stat: 'Ok',
        exch: 'NSE',
        token: '22',
        tsym: 'ACC-EQ',
        lp: '98.00',
        c: '99.00',
        v: '16',
        bp2: '97.00',
        ltq: '3',
        ltt: '09:15:50',
        ltd: '05-01-2026',
        lut: '1767584700',
        request_time: '09:16:00 05-01-2026',
      });
      expect(await call(simulator, 'GetQuotes', { exch: 'NSE', token: '1594' })).to.include({
        lp: '0.00',
        ltt: '05:30:00',
      });
      expect(await call(simulator, 'GetQuotes', { exch: 'NSE', token: '999' })).to.include(NO_DATA);
    }));

  it('lists the indices of an exchange', () =>
    simulated(
      TAPE,
      async (simulator) => {
        expect(await call(simulator, 'GetIndexList', { exch: 'NSE' })).to.deep.include({
          values: [{ idxname: 'Nifty 50', token: '26000' }],
        });
        expect(await call(simulator, 'GetIndexList', { exch: 'NFO' })).to.include(NO_DATA);
      },
      { book: BOOK },
    ));

  it('has bars of what was played, newest first', () =>
    simulated(TAPE, async (simulator) => {
      await simulator.advanceTo(at(200));
      const bars = (await call(simulator, 'TPSeries', {
        exch: 'NSE',
        token: '22',
        st: String(OPENING / 1_000),
        intrv: '1',
      })) as readonly Readonly<Record<string, string>>[];

      expect(bars).to.have.length(2);
      expect(bars[1]).to.deep.equal({
        stat: 'Ok',
        time: '05-01-2026 09:15:00',
        ssboe: '1767584700',
        into: '100.00',
        inth: '104.00',
        intl: '98.00',
        intc: '98.00',
        intvwap: '101.50', // (10 × 100 + 6 × 104) / 16
        intv: '16',
        intoi: '0',
        v: '16',
        oi: '0',
      });
      expect(bars[0]).to.include({ ssboe: String(OPENING / 1_000 + 120), intc: '101.00', intv: '10' });
      expect(await call(simulator, 'TPSeries', { exch: 'NSE', token: '22', intrv: '5' })).to.have.length(1);
      expect(await call(simulator, 'TPSeries', { exch: 'NSE', token: '22', intrv: '7' })).to.include({
        stat: 'Not_Ok',
      });
      expect(await call(simulator, 'TPSeries', { exch: 'NSE', token: '1594' })).to.include(NO_DATA);
    }));

  it('has days as texts that are JSON themselves', () =>
    simulated(TAPE, async (simulator) => {
      await simulator.advanceTo(at(200));
      const [day] = (await call(simulator, 'EODChartData', { sym: 'NSE:ACC-EQ' })) as readonly string[];

      expect(JSON.parse(day ?? '')).to.deep.equal({
        time: '05-JAN-2026',
        into: '100.00',
        inth: '104.00',
        intl: '98.00',
        intc: '101.00',
        ssboe: '1767571200', // midnight UTC
        intv: '26.00',
      });
    }));

  it('refuses by name what it does not simulate, and other methods and paths by status', () =>
    simulated(TAPE, async (simulator) => {
      expect(await call(simulator, 'SpanCalc')).to.include({
        emsg: 'Invalid Input : SpanCalc is not simulated',
      });
      expect(await call(simulator, 'Holdings')).to.include(NO_DATA);
      expect((await callRaw(simulator, '/elsewhere/UserDetails', '')).status).to.equal(404);
      const got = await fetch(`http://127.0.0.1:${simulator.port}/NorenWClientAPI/UserDetails`);
      expect(got.status).to.equal(405);
    }));
});
