import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { OrderFill, OrderReport } from '../../domain/order-report.js';
import { explain } from '../explain.js';
import { present, WirePrice, WireQuantity } from '../wire-number.js';
import { PresentText, RawText, WireText } from './text.js';
import { WireTime } from './wire-time.js';

/**
 * Decodes an order update (`om`) or a row of the order book or of an order's history: the same fields by names
 * that differ from one broker to the next. `token` is undefined: no update has one, and the symbol tells it.
 * Left is what is wrong, with its path and value.
 *
 * Source: Noren WebSocket API, order update; REST API, OrderBook and SingleOrdHist; live captures.
 */
export const decodeOrderReport = (message: unknown): E.Either<string, OrderReport> => {
  const decoded = Wire.decode(message);
  if (E.isLeft(decoded)) return E.left(explain(decoded.left).join('; '));
  const wire = decoded.right;
  const number = wire.norenordno ?? wire.norenoordno;
  return number === undefined
    ? E.left("norenordno: expected the order's number, got nothing")
    : E.right(reportOf(wire, number));
};

const Side = t.keyof({ B: null, S: null }, 'B or S');

const Wire = t.intersection(
  [
    t.type({ exch: PresentText, tsym: PresentText, trantype: Side, qty: present(WireQuantity) }),
    t.type({ status: PresentText }),
    t.partial({
      norenordno: WireText,
      norenoordno: WireText,
      pcode: WireText,
      prd: WireText,
      prctyp: WireText,
      prc: WirePrice,
      trgprc: WirePrice,
      reporttype: WireText,
      rpt: WireText,
      fillshares: WireQuantity,
      avgprc: WirePrice,
      cancelqty: WireQuantity,
      flid: WireText,
      flqty: WireQuantity,
      flprc: WirePrice,
      fltm: WireTime,
      filltm: WireTime,
      exchordid: WireText,
      exchorderid: WireText,
      exch_tm: WireTime,
      remarks: RawText,
      rejreason: WireText,
    }),
  ],
  'NorenOrder',
);

type Wire = t.TypeOf<typeof Wire>;

const reportOf = (wire: Wire, number: string): OrderReport => {
  const status = statusOf(wire.status);
  const trigger = notZero(wire.trgprc);
  return {
    number,
    exchange: wire.exch,
    symbol: wire.tsym,
    token: undefined,
    side: wire.trantype === 'B' ? 'BUY' : 'SELL',
    quantity: wire.qty,
    product: wire.pcode ?? wire.prd,
    type: wire.prctyp,
    limit: wire.prctyp?.endsWith('MKT') === true ? undefined : notZero(wire.prc),
    trigger,
    status,
    cause: causeOf(wire.reporttype ?? wire.rpt ?? '', status, trigger),
    filled: wire.fillshares ?? 0,
    averagePrice: notZero(wire.avgprc),
    cancelled: wire.cancelqty ?? 0,
    fill: fillOf(wire),
    exchangeNumber: wire.exchordid ?? wire.exchorderid,
    remarks: wire.remarks ?? '',
    reason: wire.rejreason,
    exchangeAt: wire.exch_tm,
  };
};

/** The words of documents and of other deployments for the same. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['REJECT', 'REJECTED'],
  ['CANCELLED', 'CANCELED'],
  ['COMPLETED', 'COMPLETE'],
  ['NEW', 'OPEN'],
  ['REPLACED', 'OPEN'],
]);

const statusOf = (told: string): string => {
  const status = told.toUpperCase().replaceAll(/[\s-]+/g, '_');
  return SYNONYMS.get(status) ?? status;
};

/** A stop that the market has reached is told as an `INVALID_REPORT_TYPE` of an order that is open now. */
const causeOf = (told: string, status: string, trigger: number | undefined): string =>
  told === 'INVALID_REPORT_TYPE' && status === 'OPEN' && trigger !== undefined ? 'Triggered' : told;

const fillOf = ({ flid, flqty, flprc, fltm, filltm }: Wire): OrderFill | undefined =>
  flid === undefined || flqty === undefined || flprc === undefined
    ? undefined
    : { id: flid, quantity: flqty, price: flprc, at: fltm ?? filltm };

const notZero = (value: number | undefined): number | undefined => (value === 0 ? undefined : value);
