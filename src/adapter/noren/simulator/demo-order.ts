import type { EpochMs } from '../../../domain/time.js';
import type { OrderTerms } from './order-request.js';
import type { Scrip } from './scrip.js';
import { clockText, dateText, priceText } from './wire-text.js';

/** Where an order is, in the server's words. */
export type OrderStatus = 'PENDING' | 'TRIGGER_PENDING' | 'OPEN' | 'COMPLETE' | 'REJECTED' | 'CANCELED';

/** What an update tells of. */
export type ReportType =
  | 'NewAck'
  | 'PendingNew'
  | 'New'
  | 'TriggerPending'
  /** A stop has woken: servers have no better word for it. */
  | 'INVALID_REPORT_TYPE'
  | 'ModAck'
  | 'PendingReplace'
  | 'Replaced'
  | 'ReplaceRejected'
  | 'PendingCancel'
  | 'Canceled'
  | 'CancelRejected'
  | 'Fill'
  | 'Rejected';

/** One execution, or the part of it that one update tells of. */
export interface DemoFill {
  readonly id: string;
  readonly quantity: number;
  readonly price: number;
  readonly at: EpochMs;
  /** Of the order, with this one. */
  readonly filled: number;
}

/** An order at the simulated broker, as it is at one moment. */
export interface DemoOrder {
  /** `YYMMDD` and eight digits. */
  readonly number: string;
  readonly scrip: Scrip;
  readonly terms: OrderTerms;
  readonly status: OrderStatus;
  readonly reportType: ReportType;
  readonly filled: number;
  readonly averagePrice: number;
  readonly cancelled: number;
  readonly reason: string;
  /** Empty until the exchange has it. */
  readonly exchangeNumber: string;
  /** Of the exchange's last event that was no execution. */
  readonly exchangeAt: EpochMs | undefined;
  readonly enteredAt: EpochMs;
  readonly fill: DemoFill | undefined;
}

/** Whether it is at the exchange, asleep or awake: it can be changed and cancelled. */
export const isWorking = ({ status }: DemoOrder): boolean =>
  status === 'OPEN' || status === 'TRIGGER_PENDING';

type Texts = Readonly<Record<string, string>>;

const PRODUCTS = { C: 'CNC', M: 'NRML', I: 'MIS' } as const;

/** What an update and a row have in common. */
const sharedTexts = (order: DemoOrder, uid: string, accountId: string): Texts => {
  const { terms, scrip, exchangeAt } = order;
  return {
    norenordno: order.number,
    uid,
    actid: accountId,
    exch: terms.instrument.exchange,
    tsym: terms.instrument.tradingSymbol,
    trantype: terms.side === 'BUY' ? 'B' : 'S',
    qty: String(terms.quantity),
    prc: priceText(terms.price, scrip.decimals),
    ...(terms.trigger === undefined ? {} : { trgprc: priceText(terms.trigger, scrip.decimals) }),
    prctyp: terms.type,
    ret: terms.retention,
    dscqty: String(terms.disclosed),
    remarks: terms.remarks,
    status: order.status,
    ...(order.reportType === 'PendingCancel' ? {} : { rejreason: order.reason === '' ? ' ' : order.reason }),
    ...(order.filled === 0
      ? {}
      : { fillshares: String(order.filled), avgprc: priceText(order.averagePrice, scrip.decimals) }),
    ...(order.cancelled === 0 ? {} : { cancelqty: String(order.cancelled) }),
    ...(exchangeAt === undefined ? {} : { exch_tm: momentText(exchangeAt) }),
  };
};

const fillTexts = ({ fill, scrip }: DemoOrder): Texts =>
  fill === undefined
    ? {}
    : {
        flqty: String(fill.quantity),
        flprc: priceText(fill.price, scrip.decimals),
        flid: fill.id,
        fltm: momentText(fill.at),
      };

/** The update (`om`) that tells of the order's last change. */
export const orderUpdate = (order: DemoOrder, uid: string, accountId: string): Texts => ({
  t: 'om',
  ...sharedTexts(order, uid, accountId),
  pcode: order.terms.product,
  reporttype: order.reportType,
  exchordid: order.exchangeNumber,
  ...fillTexts(order),
});

/** A row of the order book. */
export const orderRow = (order: DemoOrder, uid: string, accountId: string): Texts => ({
  stat: 'Ok',
  ...sharedTexts(order, uid, accountId),
  ...scripTexts(order),
  ...productTexts(order),
  kidid: '1',
  st_intrn: order.status,
  ordersource: 'API',
  norentm: `${clockText(order.enteredAt)} ${dateText(order.enteredAt)}`,
  ordenttm: String(Math.floor(order.enteredAt / 1_000)),
  rqty: String(order.terms.quantity),
  rprc: priceText(order.terms.price, order.scrip.decimals),
  ...(order.exchangeNumber === '' ? {} : { exchordid: order.exchangeNumber }),
});

/** A row of the order's history. */
export const historyRow = (order: DemoOrder, uid: string, accountId: string): Texts => ({
  ...orderRow(order, uid, accountId),
  rpt: order.reportType,
  ...fillTexts(order),
});

/** A row of the trade book; `order` is that of an execution. */
export const tradeRow = (order: DemoOrder, uid: string, accountId: string): Texts => ({
  stat: 'Ok',
  ...sharedTexts(order, uid, accountId),
  ...scripTexts(order),
  ...productTexts(order),
  ...fillTexts(order),
  ordersource: 'API',
  norentm: `${clockText(order.enteredAt)} ${dateText(order.enteredAt)}`,
  exchordid: order.exchangeNumber,
});

const productTexts = ({ terms: { product } }: DemoOrder): Texts => ({
  prd: product,
  s_prdt_ali: PRODUCTS[product],
});

export const scripTexts = ({ scrip, terms: { instrument } }: Pick<DemoOrder, 'scrip' | 'terms'>): Texts => ({
  token: scrip.number,
  instname: instrument.kind,
  pp: String(scrip.decimals),
  ls: String(instrument.lotSize),
  ti: (instrument.tickSize ?? 0.05).toFixed(scrip.decimals),
  mult: '1',
  prcftr: instrument.multiplier.toFixed(6),
});

/** `DD-MM-YYYY HH:MM:SS` IST. */
const momentText = (at: EpochMs): string => `${dateText(at)} ${clockText(at)}`;
