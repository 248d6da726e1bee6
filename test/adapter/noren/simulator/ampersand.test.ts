import { expect } from 'chai';
import { instrumentBook } from '../../../../src/domain/instrument-book.js';
import { tokenOf } from '../../../../src/domain/token.js';
import { instrument } from '../../../support/instrument.js';
import { call } from './call.js';
import { type Frame, PlainClient } from './plain-client.js';
import { at, said, simulated } from './simulated.js';

const MAHINDRA = tokenOf('NSE', '2031');
const TAPE = [
  said('tk', 0, { token: MAHINDRA, last: 3_000, bid: 2_999, ask: 3_001, bidQuantity: 9, askQuantity: 9 }),
  said('tf', 1, { token: MAHINDRA, last: 3_001 }),
  said('tf', 9, { token: MAHINDRA, last: 3_002 }),
];
const BOOK = instrumentBook([
  instrument({ token: MAHINDRA, name: 'NSE:M&M-EQ', symbol: 'M&M', tradingSymbol: 'M&M-EQ' }),
]);

describe('the simulated exchange: a symbol with an ampersand', () => {
  it('is searched, quoted, subscribed and ordered', () =>
    simulated(
      TAPE,
      async (simulator) => {
        await simulator.advanceTo(at(0));
        const client = await PlainClient.connect(simulator.url);
        client.send({ t: 'o', actid: 'DEMO01' });

        const found = (await call(simulator, 'SearchScrip', { stext: 'M%26M', exch: 'NSE' })) as {
          readonly values: readonly Frame[];
        };
        const { token = '' } = found.values[0] ?? {};
        client.send({ t: 't', k: `NSE|${token}` });
        const order = {
          ...{ actid: 'DEMO01', exch: 'NSE', tsym: 'M%26M-EQ', qty: '2', prc: '3001', prd: 'I' },
          ...{ trantype: 'B', prctyp: 'LMT', ret: 'DAY' },
        };

        expect(await call(simulator, 'GetQuotes', { exch: 'NSE', token })).to.include({ tsym: 'M&M-EQ' });
        expect(await client.next('tk')).to.include({ ts: 'M&M-EQ', lp: '3000.00' });
        expect(await call(simulator, 'PlaceOrder', order)).to.include({ stat: 'Ok' });
        await client.next('om', 3);
        await simulator.advanceTo(at(2));
        expect(await client.next('om', 4)).to.include({ tsym: 'M&M-EQ', status: 'COMPLETE' });
      },
      { book: BOOK },
    ));
});
