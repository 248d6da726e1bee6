import { historyRow, isWorking, orderRow, tradeRow } from '../demo-order.js';
import type { Market } from '../market.js';
import type { OrderDesk, OrderTroubles } from '../order-desk.js';
import { modifiedTerms, placedTerms, symbolText } from '../order-request.js';
import type { DemoUser } from '../sessions.js';
import type { WireObject } from '../wire-object.js';
import { NO_DATA, type Refusal, refused, type Reply } from './reply.js';

/** An answer, and what is to happen when it is on its way. */
export interface OrderReply {
  readonly reply: Reply | Refusal;
  readonly go: () => void;
}

const NOTHING = (): void => undefined;

/** `Ok` means that the order was understood; what becomes of it is told by its updates. */
export const placeOrder = (
  desk: OrderDesk,
  market: Market,
  user: DemoUser,
  data: WireObject,
  allowsMarket: boolean,
  troubles: OrderTroubles,
): OrderReply => {
  const terms = placedTerms(market, user, data, allowsMarket);
  if (typeof terms === 'string') return { reply: refused(terms), go: NOTHING };
  const { number, go } = desk.place(terms, troubles);
  return { reply: { norenordno: number }, go };
};

export const modifyOrder = (
  desk: OrderDesk,
  data: WireObject,
  allowsMarket: boolean,
  isRejected: boolean,
): OrderReply => {
  const number = data['norenordno'] ?? '';
  const order = desk.historyOf(number)[0];
  const terms = modifiedTerms(order?.terms, data, allowsMarket);
  if (typeof terms === 'string') return { reply: refused(terms), go: NOTHING };
  if (order === undefined || !isWorking(order))
    return { reply: refused('Rejected : ORA:Order not found'), go: NOTHING };
  const { instrument } = order.terms;
  if (instrument.tradingSymbol !== symbolText(data['tsym'] ?? '') || instrument.exchange !== data['exch'])
    return { reply: refused('Invalid Input : Invalid Trading Symbol'), go: NOTHING };
  return { reply: { result: number }, go: () => desk.modify(number, terms, isRejected) };
};

export const cancelOrder = (desk: OrderDesk, data: WireObject, isRejected: boolean): OrderReply => {
  const number = data['norenordno'] ?? '';
  const order = desk.historyOf(number)[0];
  return order !== undefined && isWorking(order)
    ? { reply: { result: number }, go: () => desk.cancel(number, isRejected) }
    : { reply: refused('Rejected : ORA:Order not found to Cancel'), go: NOTHING };
};

export const orderBook = (desk: OrderDesk, { uid, accountId }: DemoUser): Reply | Refusal =>
  listed(desk.book.map((order) => orderRow(order, uid, accountId)));

export const orderHistory = (
  desk: OrderDesk,
  { uid, accountId }: DemoUser,
  data: WireObject,
): Reply | Refusal =>
  listed(desk.historyOf(data['norenordno'] ?? '').map((order) => historyRow(order, uid, accountId)));

export const tradeBook = (desk: OrderDesk, { uid, accountId }: DemoUser): Reply | Refusal =>
  listed(desk.trades.map((order) => tradeRow(order, uid, accountId)));

export const positionBook = (desk: OrderDesk, { uid, accountId }: DemoUser): Reply | Refusal =>
  listed(desk.account.positions(uid, accountId));

/** An array where there is something, an error object where there is nothing. */
const listed = (rows: readonly Reply[]): Reply | Refusal => (rows.length === 0 ? NO_DATA : rows);
