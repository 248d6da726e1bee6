import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import { decodeTradeReport } from '../../../src/codec/noren/trade-report.js';

const ROW = {
  stat: 'Ok',
  norenordno: '25030600126583',
  exch: 'NFO',
  tsym: 'ZYDUSLIFE27MAR25C920',
  qty: '900',
  fillshares: '900',
  flqty: '400',
  flprc: '26.60',
  flid: '197748',
  fltm: '06-03-2025 09:36:47',
};

describe('decodeTradeReport', () => {
  it('reads a row of the trade book', () => {
    expect(decodeTradeReport(ROW)).to.deep.equal(
      E.right({
        number: '25030600126583',
        fill: { id: '197748', quantity: 400, price: 26.6, at: Date.UTC(2025, 2, 6, 4, 6, 47) },
      }),
    );
  });

  it('reads the other names of its fields', () => {
    const { norenordno, fltm, ...rest } = ROW;

    expect(decodeTradeReport({ ...rest, norenoordno: norenordno, filltm: fltm })).to.deep.equal(
      decodeTradeReport(ROW),
    );
  });

  for (const [field, wrong] of [
    ['norenordno', ''],
    ['flid', 'NA'],
    ['flqty', '-3'],
    ['flqty', ''],
    ['flprc', 'x'],
  ] as const)
    it(`refuses ${field} ${JSON.stringify(wrong)}, and names it`, () => {
      const decoded = decodeTradeReport({ ...ROW, [field]: wrong });

      expect(E.isLeft(decoded) ? decoded.left : '').to.include(field);
    });
});
