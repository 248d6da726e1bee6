import { expect } from 'chai';
import { restOf } from '../../../src/adapter/noren/rest.js';
import { restOrderBook } from '../../../src/adapter/noren/rest-order-book.js';
import { DataError } from '../../../src/domain/failure.js';
import { Secret } from '../../../src/domain/secret.js';
import { NO_LOG } from '../../../src/port/log.js';
import type { OrderBookReader } from '../../../src/port/order-book-reader.js';
import type { SessionToken } from '../../../src/port/session-tokens.js';
import { hurriedScheduler } from '../../support/hurried-scheduler.js';
import { httpServer, type Received } from '../../support/http-server.js';
import { rejection } from '../../support/rejection.js';

const SESSION: SessionToken = { uid: 'FA00000', accountId: 'FA00000', token: new Secret('abc') };

const COMPLETE = {
  stat: 'Ok',
  norenordno: '23121900039453',
  uid: 'FA00000',
  actid: 'FA00000',
  exch: 'NFO', // prettier-ignore
  tsym: 'FINNIFTY19DEC23C21750',
  qty: '400',
  trantype: 'B',
  prctyp: 'MKT',
  ret: 'DAY',
  token: '35040', // prettier-ignore
  prc: '0.00',
  avgprc: '1.05',
  prd: 'I',
  status: 'COMPLETE',
  fillshares: '400',
  exch_tm: '19-12-2023 09:18:00', // prettier-ignore
};
const STOP = {
  stat: 'Ok',
  norenordno: '23121900048453',
  exch: 'NFO',
  tsym: 'FINNIFTY19DEC23P21200',
  qty: '1000', // prettier-ignore
  trantype: 'B',
  prctyp: 'SL-LMT',
  prc: '25.00',
  trgprc: '24.00',
  prd: 'I',
  status: 'TRIGGER_PENDING', // prettier-ignore
};

interface Served {
  readonly book: OrderBookReader;
  readonly received: readonly Received[];
  readonly warnings: readonly string[];
}

const serving = async (text: string, use: (served: Served) => Promise<void>): Promise<void> => {
  const server = await httpServer(() => [200, text]);
  const warnings: string[] = [];
  try {
    const rest = restOf(
      { restUrl: `http://127.0.0.1:${server.port}/NorenWClientTP/`, restAuth: 'jKey' },
      hurriedScheduler(5_000),
    );
    const log = { ...NO_LOG, warn: (_: unknown, message: string) => void warnings.push(message) };
    await use({ book: restOrderBook({ rest, log }), received: server.received, warnings });
  } finally {
    await server.close();
  }
};

describe('restOrderBook', () => {
  it('tells every order of the day, with nothing filled where that is not said', async () => {
    await serving(JSON.stringify([COMPLETE, STOP]), async ({ book, received }) => {
      const [complete, stop, ...more] = await book.orders(SESSION);

      expect(complete).to.include({
        number: '23121900039453',
        status: 'COMPLETE',
        filled: 400,
        averagePrice: 1.05,
      });
      expect(stop).to.include({
        number: '23121900048453',
        status: 'TRIGGER_PENDING',
        filled: 0,
        trigger: 24,
      });
      expect(stop?.averagePrice).to.equal(undefined);
      expect(more).to.deep.equal([]);
      expect(received[0]).to.include({
        url: '/NorenWClientTP/OrderBook',
        body: 'jData={"uid":"FA00000"}&jKey=abc',
      });
    });
  });

  it('tells one order’s history, the oldest first', async () => {
    const newestFirst = [
      { ...STOP, status: 'TRIGGER_PENDING', rpt: 'TriggerPending' },
      { ...STOP, status: 'PENDING', rpt: 'NewAck' },
    ];
    await serving(JSON.stringify(newestFirst), async ({ book, received }) => {
      expect((await book.history(SESSION, '23121900048453')).map(({ cause }) => cause)).to.deep.equal([
        'NewAck',
        'TriggerPending',
      ]);
      expect(received[0]?.body).to.contain('"norenordno":"23121900048453"');
    });
  });

  it('is empty where the broker has no data', async () => {
    await serving('{"stat":"Not_Ok","emsg":"Error Occurred : 5 \\"no data\\""}', async ({ book }) => {
      expect(await book.orders(SESSION)).to.deep.equal([]);
    });
  });

  it('passes over a row that cannot be read, and says so', async () => {
    await serving(JSON.stringify([{ stat: 'Ok' }, STOP]), async ({ book, warnings }) => {
      expect(await book.orders(SESSION)).to.have.length(1);
      expect(warnings).to.have.length(1);
    });
  });

  it('rejects with what the broker says', async () => {
    await serving('{"stat":"Not_Ok","emsg":"Session Expired : Invalid Session Key"}', async ({ book }) => {
      const error = await rejection(book.orders(SESSION));

      expect(error).to.be.instanceOf(DataError);
      expect(String(error)).to.contain('OrderBook: Session Expired');
    });
    await serving('{"stat":"Ok"}', async ({ book }) => {
      expect(String(await rejection(book.orders(SESSION)))).to.contain('no list');
    });
  });
});
