import type { Instrument } from '../../../domain/instrument.js';
import type { Side } from '../../../domain/intent.js';
import type { Market } from './market.js';
import type { DemoUser } from './sessions.js';
import type { WireObject } from './wire-object.js';

/** An order as it was asked for, its form checked. */
export interface OrderTerms {
  readonly instrument: Instrument;
  readonly side: Side;
  readonly quantity: number;
  /** That of a stop is `LMT` or `MKT` once it is awake. */
  readonly type: 'LMT' | 'MKT' | 'SL-LMT' | 'SL-MKT';
  /** Rupees; 0 at market. */
  readonly price: number;
  /** Rupees; of what was once a stop. */
  readonly trigger: number | undefined;
  /** Units shown at a time; 0 shows all. */
  readonly disclosed: number;
  readonly retention: 'DAY' | 'IOC';
  readonly product: 'C' | 'M' | 'I';
  readonly remarks: string;
}

/** What of them a ModifyOrder changes. */
export type ChangedTerms = Pick<
  OrderTerms,
  'quantity' | 'type' | 'price' | 'trigger' | 'disclosed' | 'retention'
>;

/** Whether it waits for its trigger. */
export const isAsleep = ({ type }: Pick<OrderTerms, 'type'>): boolean =>
  type === 'SL-LMT' || type === 'SL-MKT';

/** Those of a stop whose trigger the market has reached. */
export const awake = (terms: OrderTerms): OrderTerms => ({
  ...terms,
  type: terms.type === 'SL-MKT' || terms.type === 'MKT' ? 'MKT' : 'LMT',
});

/** Why a server does not take an order at all. */
export type Complaint = string;

const REQUIRED = ['uid', 'actid', 'exch', 'tsym', 'qty', 'prc', 'prd', 'trantype', 'prctyp', 'ret'];

/**
 * The terms of a PlaceOrder, or what is wrong with its form. `allowsMarket`: orders at market are a thing of the
 * legacy generation. What this exchange cannot do yet (after-market orders) is refused.
 */
export const placedTerms = (
  market: Market,
  user: DemoUser,
  data: WireObject,
  allowsMarket: boolean,
): OrderTerms | Complaint => {
  const missing = REQUIRED.find((key) => (data[key] ?? '') === '');
  if (missing !== undefined) return `Invalid Input : ${missing} is missing`;
  if (data['uid'] !== user.uid) return 'Invalid Input : Invalid User Id';
  if (data['actid'] !== user.accountId) return 'Invalid Input : Invalid Account Id';
  if (data['amo'] !== undefined && data['amo'] !== 'Yes') return 'Invalid AMO';
  if (data['amo'] === 'Yes') return 'Rejected : ORA:After market orders are not simulated';
  const instrument = instrumentOf(market, data);
  if (instrument === undefined) return 'Invalid Input : Invalid Trading Symbol';
  const side = SIDES[data['trantype'] ?? ''];
  if (side === undefined) return 'Invalid Input : Invalid Transaction Type';
  const product = data['prd'] ?? '';
  if (!isProduct(product))
    return ['B', 'H', 'F'].includes(product)
      ? `Rejected : ORA:Product ${product} is not simulated`
      : 'Invalid Input : Invalid Product';
  const complaint = complaintOfTerms(data, allowsMarket);
  if (complaint !== undefined) return complaint;
  return { instrument, side, product, remarks: data['remarks'] ?? '', ...termsIn(data, NOTHING_BEFORE) };
};

/** The terms that a ModifyOrder gives an order that has those of `before`; or what is wrong with them. */
export const modifiedTerms = (
  before: OrderTerms | undefined,
  change: WireObject,
  allowsMarket: boolean,
): ChangedTerms | Complaint => {
  const missing = ['uid', 'exch', 'norenordno', 'tsym', 'qty', 'prc', 'prctyp'].find(
    (key) => (change[key] ?? '') === '',
  );
  if (missing !== undefined) return `Invalid Input : ${missing} is missing`;
  const trantype = before?.side === 'SELL' ? 'S' : 'B';
  const data = { ret: before?.retention ?? 'DAY', ...change, trantype };
  return complaintOfTerms(data, allowsMarket) ?? termsIn(data, before ?? NOTHING_BEFORE);
};

const SIDES: Partial<Record<string, Side>> = { B: 'BUY', S: 'SELL' };

const isProduct = (text: string): text is OrderTerms['product'] => ['C', 'M', 'I'].includes(text);

const TYPES: Partial<Record<string, OrderTerms['type']>> = {
  LMT: 'LMT',
  MKT: 'MKT',
  'SL-LMT': 'SL-LMT',
  'SL-MKT': 'SL-MKT',
};

/** What a change need not say again. */
type Kept = Pick<OrderTerms, 'trigger' | 'disclosed'>;

const NOTHING_BEFORE: Kept = { trigger: undefined, disclosed: 0 };

const termsIn = (data: WireObject, before: Kept): ChangedTerms => {
  const type = TYPES[data['prctyp'] ?? ''] ?? 'LMT';
  return {
    quantity: Number(data['qty']),
    type,
    price: isAtMarket(type) ? 0 : Number(data['prc']),
    trigger: isAsleep({ type }) ? Number(data['trgprc']) : before.trigger,
    disclosed: Number(data['dscqty'] ?? before.disclosed),
    retention: data['ret'] === 'IOC' ? 'IOC' : 'DAY',
  };
};

const isAtMarket = (type: OrderTerms['type']): boolean => type === 'MKT' || type === 'SL-MKT';

const complaintOfTerms = (data: WireObject, allowsMarket: boolean): Complaint | undefined => {
  const { exch, prctyp = '', ret = '', qty = '', prc = '', dscqty = '0' } = data;
  const type = TYPES[prctyp];
  if (type === undefined) return 'Invalid Input : Invalid Price Type';
  if (isAtMarket(type) && !allowsMarket)
    return `Rejected : ORA:${type} orders are not allowed through API, send ${type.replace('MKT', 'LMT')}`;
  if (ret === 'EOS') return 'Rejected : ORA:Retention EOS is not simulated';
  if (!['DAY', 'IOC'].includes(ret)) return 'Invalid Input : Invalid Retention';
  if (ret === 'IOC' && exch === 'MCX') return 'Rejected : ORA:IOC orders are not allowed through API on MCX';
  if (!/^[1-9]\d{0,9}$/.test(qty)) return 'Invalid Input : Invalid Quantity';
  if (!/^\d{1,10}$/.test(dscqty) || Number(dscqty) > mostDisclosed(exch, Number(qty)))
    return 'Invalid Input : Invalid Disclosed Quantity';
  const price = Number(prc);
  const isPriced = isAtMarket(type) ? price === 0 : price > 0 && price < 1e9;
  return isPriced ? complaintOfTrigger(data, type) : 'Invalid Input : Invalid Price';
};

/** Of an order, the share that may be shown at a time. Source: REST API, PlaceOrder, `dscqty`. */
const MOST_DISCLOSED: Partial<Record<string, number>> = { NSE: 0.1, MCX: 0.5 };

const mostDisclosed = (exchange: string | undefined, quantity: number): number =>
  Math.ceil(quantity * (MOST_DISCLOSED[exchange ?? ''] ?? 1));

/** A trigger is a thing of stops, and the limit of a stop lies at it or beyond. */
const complaintOfTrigger = (
  { trgprc, trantype, prc }: WireObject,
  type: OrderTerms['type'],
): Complaint | undefined => {
  const trigger = Number(trgprc ?? 0);
  const sign = trantype === 'B' ? 1 : -1;
  const isGood = isAsleep({ type })
    ? trigger > 0 && trigger < 1e9 && (isAtMarket(type) || (Number(prc) - trigger) * sign >= 0)
    : trgprc === undefined;
  return isGood ? undefined : `Trigger price invalid - ${trigger.toFixed(2)}`;
};

const instrumentOf = (market: Market, { exch = '', tsym = '' }: WireObject): Instrument | undefined => {
  const name = `${exch}:${symbolText(tsym)}`;
  return market.book.byName(name).find((instrument) => instrument.name === name); // its case matters to a server
};

/** A trading symbol as the calls for orders and searches take it: `M%26M-EQ` is `M&M-EQ`. */
export const symbolText = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a bare percent sign
  }
};
