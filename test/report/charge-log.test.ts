import { expect } from 'chai';
import { totalOf } from '../../src/domain/charge-items.js';
import type { Money } from '../../src/domain/money.js';
import { contractNotes } from '../../src/exchange/charges/contract-note.js';
import { ChargeLog } from '../../src/report/charge-log.js';
import { reportCharges } from '../../src/report/report-charges.js';
import { noted, RELIANCE, TABLE } from '../exchange/charges/noted.js';

const legs = noted([
  { of: RELIANCE, side: 'BUY', quantity: 100, price: 1_400, product: 'DELIVERY' },
  { of: RELIANCE, side: 'SELL', quantity: 100, price: 1_412, product: 'DELIVERY' },
]);
const items = { brokerage: 1, exchange: 20, sebi: 300, stt: 4_000, stamp: 50_000, gst: 600_000 } as {
  readonly [K in 'brokerage' | 'exchange' | 'sebi' | 'stt' | 'stamp' | 'gst']: Money;
};
const charged = legs.map((leg) => ({ ...leg, fill: { ...leg.fill, items, charges: totalOf(items) } }));

describe('ChargeLog', () => {
  it('sums what executions were charged with, with the note that a broker would write beside it', () => {
    const log = new ChargeLog((fills) => contractNotes(TABLE, 'zero', fills));
    for (const one of charged) log.take(one);

    expect(reportCharges(log.summary)).to.deep.equal({
      items: {
        brokerage: 0.0002,
        exchange: 0.004,
        sebi: 0.06,
        stt: 0.8,
        stamp: 10,
        gst: 120,
        total: 130.8642,
      },
      notes: [
        {
          date: '2026-04-15',
          segment: 'NSE_DEL',
          orders: 2,
          bought: 140_000,
          sold: 141_200,
          brokerage: 0,
          exchange: 8.63,
          sebi: 0.28,
          stt: 281,
          stamp: 21,
          gst: 1.6,
          total: 312.51,
          estimated: 130.8642,
        },
      ],
    });
  });

  it('has no note where nobody writes any', () => {
    const log = new ChargeLog(undefined);
    for (const one of charged) log.take(one);

    expect(log.summary.notes).to.deep.equal([]);
    expect(totalOf(log.summary.items)).to.equal(2 * totalOf(items));
  });
});
