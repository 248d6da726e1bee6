import { expect } from 'chai';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { decodeOrderReport } from '../../../src/codec/noren/order-report.js';
import { isFinalStatus, type OrderReport } from '../../../src/domain/order-report.js';
import { EXAMPLES, type Frame } from '../../adapter/noren/examples.js';

const report = (frame: object): OrderReport => {
  const decoded = decodeOrderReport(frame);
  if (E.isLeft(decoded)) throw new Error(decoded.left);
  return decoded.right;
};

const refused = (frame: unknown): string => {
  const decoded = decodeOrderReport(frame);
  return E.isLeft(decoded) ? decoded.left : 'taken';
};

/** The example with this number, counted from 1. */
const om = (number: number): Frame => EXAMPLES.om[number - 1] ?? {};

const ist = (text: string): number => Date.parse(`${text}+05:30`);

describe('decodeOrderReport', () => {
  it('reads an accepted order with every field', () => {
    expect(report(om(3))).to.deep.equal({
      number: '25030600126583',
      exchange: 'NFO',
      symbol: 'ZYDUSLIFE27MAR25C920',
      token: undefined,
      side: 'BUY',
      quantity: 900,
      product: 'M',
      type: 'LMT',
      limit: 25.5,
      trigger: undefined,
      status: 'OPEN',
      cause: 'New',
      filled: 0,
      averagePrice: undefined,
      cancelled: 0,
      fill: undefined,
      exchangeNumber: '2400000021574326',
      remarks: '',
      reason: undefined,
      exchangeAt: ist('2025-03-06T09:36:09'),
    });
  });

  it('reads a fill with the time of the trade, not of the last order event', () => {
    const filled = report(om(7));

    expect(filled).to.include({ status: 'COMPLETE', cause: 'Fill', filled: 900, averagePrice: 26.6 });
    expect(filled.fill).to.deep.equal({
      id: '197748',
      quantity: 900,
      price: 26.6,
      at: ist('2025-03-06T09:36:47'),
    });
    expect(filled.exchangeAt).to.equal(ist('2025-03-06T09:36:45'));
  });

  it('tells a triggered stop from an error, and keeps its trigger', () => {
    expect(report(om(10))).to.include({ status: 'OPEN', cause: 'Triggered', type: 'LMT', trigger: 25.8 });
    expect(report({ ...om(1), reporttype: 'INVALID_REPORT_TYPE' })).to.include({
      cause: 'INVALID_REPORT_TYPE',
    });
  });

  it('has no limit for an order at market, whose price is 0', () => {
    expect(report(om(17))).to.include({ limit: undefined, type: 'MKT', remarks: 'entry_text_930_P' });
  });

  it('reads a cancel, a rejection and a partial fill', () => {
    expect(report(om(13))).to.include({ status: 'CANCELED', cause: 'Canceled', cancelled: 200 });
    expect(report(om(22))).to.include({
      status: 'REJECTED',
      reason: "RED:'MIS' Orders are disallowed after system square off",
      exchangeNumber: undefined,
      exchangeAt: undefined,
    });
    expect(report(om(24))).to.include({
      number: '4',
      status: 'OPEN',
      cause: 'Fill',
      filled: 40,
      product: 'M',
    });
  });

  it('reads the names of other deployments', () => {
    const { norenordno, pcode, fltm, exchordid, reporttype, ...rest } = om(7);
    const renamed = {
      ...rest,
      ...{ norenoordno: norenordno, prd: pcode, filltm: fltm, exchorderid: exchordid, rpt: reporttype },
    };

    expect(report(renamed)).to.deep.equal(report(om(7)));
  });

  it('has no reason where the server sends one blank, and none where it sends nothing', () => {
    expect(report(om(1))).to.include({ reason: undefined });
    expect(report(om(12))).to.include({ reason: undefined });
  });

  it('reads a time with the clock before the date, and takes 1980 for none', () => {
    const at = (exch_tm: string): unknown => report({ ...om(3), exch_tm }).exchangeAt;

    expect(at('09:36:09 06-03-2025')).to.equal(ist('2025-03-06T09:36:09'));
    for (const none of ['00:00:00 01-01-1980', '01-01-1980 00:00:00', '', 'NA', '06-03-2025'])
      expect(at(none), none).to.equal(undefined);
  });

  it('brings the words for a state to one', () => {
    const status = (text: string): string => report({ ...om(3), status: text }).status;

    expect(['Open', 'REJECT', 'CANCELLED', 'TRIGGER PENDING', 'New', 'Replaced', 'Complete'].map(status)).to.deep.equal(
      ['OPEN', 'REJECTED', 'CANCELED', 'TRIGGER_PENDING', 'OPEN', 'OPEN', 'COMPLETE'],
    ); // prettier-ignore
    expect(['COMPLETE', 'REJECTED', 'CANCELED'].every(isFinalStatus)).to.equal(true);
    expect(['PENDING', 'OPEN', 'TRIGGER_PENDING', 'INVALID_STATUS_TYPE'].some(isFinalStatus)).to.equal(false);
  });

  it('reads rows of the order book, where what is not executed has no such fields', () => {
    const row = {
      ...{ stat: 'Ok', norenordno: '23121900048453', kidid: '3', exch: 'NFO', tsym: 'FINNIFTY19DEC23P21200' },
      ...{
        qty: '1000',
        rorgqty: '800',
        ordenttm: '1702960020',
        trantype: 'B',
        prctyp: 'SL-LMT',
        token: '51816',
      },
      ...{ prc: '25.00', trgprc: '24.00', dscqty: '0', prd: 'I', status: 'TRIGGER_PENDING', rqty: '1000' },
      ...{ norentm: '09:57:00 19-12-2023', exch_tm: '19-12-2023 09:57:00', exchordid: '1900000006486411' },
    };

    expect(report(row)).to.include({
      ...{ filled: 0, limit: 25, trigger: 24, cause: '', product: 'I', quantity: 1000, cancelled: 0 },
      exchangeAt: ist('2023-12-19T09:57:00'),
    });
  });

  it('reads every example', () => {
    for (const frame of EXAMPLES.om) expect(report(frame).symbol).to.equal(frame['tsym']);
  });

  it('reads an order whatever its texts and times are: none of them is worth losing an update for', () => {
    expect(report({ ...om(3), remarks: 7, exch_tm: 1741233969, fltm: {} })).to.deep.equal({
      ...report(om(3)),
      ...{ remarks: '7', exchangeAt: undefined },
    });
    expect(report({ ...om(3), remarks: [], exch_tm: null })).to.include({
      remarks: '',
      exchangeAt: undefined,
    });
  });

  it('refuses what is no order, with the path and the value', () => {
    expect(refused({ ...om(3), trantype: 'X' })).to.equal('trantype: expected B or S, got "X"');
    expect(refused({ ...om(3), qty: '-1' })).to.match(/^qty: expected a quantity .*, got "-1"$/);
    expect(refused({ ...om(3), qty: '' })).to.match(/^qty: /);
    expect(refused({ ...om(3), prc: {} })).to.match(/^prc: expected a price .*, got \{\}$/);
    expect(refused({ ...om(3), status: ' ' })).to.match(/^status: /);
    expect(refused({ ...om(3), norenordno: '' })).to.match(/^norenordno: /);
  });

  it('never throws, whatever the message', () => {
    const wild = fc.dictionary(fc.constantFrom(...Object.keys(om(7)), 'prd'), fc.jsonValue());
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), wild), (frame) => {
        expect(decodeOrderReport(frame)).to.have.property('_tag');
        expect(decodeOrderReport({ ...om(7), ...(frame as object) })).to.have.property('_tag');
      }),
      { numRuns: 1_000 },
    );
  });
});
