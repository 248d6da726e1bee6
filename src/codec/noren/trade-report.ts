import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { TradeReport } from '../../domain/trade-report.js';
import { explain } from '../explain.js';
import { present, WirePrice, WireQuantity } from '../wire-number.js';
import { PresentText, WireText } from './text.js';
import { WireTime } from './wire-time.js';

/**
 * Decodes a row of the trade book. Left is what is wrong, with its path and value.
 *
 * Source: Noren REST API, TradeBook.
 */
export const decodeTradeReport = (row: unknown): E.Either<string, TradeReport> => {
  const decoded = Wire.decode(row);
  if (E.isLeft(decoded)) return E.left(explain(decoded.left).join('; '));
  const { norenordno, norenoordno, flid, flqty, flprc, fltm, filltm } = decoded.right;
  const number = norenordno ?? norenoordno;
  return number === undefined
    ? E.left("norenordno: expected the order's number, got nothing")
    : E.right({ number, fill: { id: flid, quantity: flqty, price: flprc, at: fltm ?? filltm } });
};

const Wire = t.intersection(
  [
    t.type({ flid: PresentText, flqty: present(WireQuantity), flprc: present(WirePrice) }),
    t.partial({ norenordno: WireText, norenoordno: WireText, fltm: WireTime, filltm: WireTime }),
  ],
  'NorenTrade',
);
