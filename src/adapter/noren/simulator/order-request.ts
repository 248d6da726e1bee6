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
  readonly type: 'LMT' | 'MKT';
  /** Rupees; 0 at market. */
  readonly price: number;
  readonly retention: 'DAY' | 'IOC';
  readonly product: 'C' | 'M' | 'I';
  readonly remarks: string;
}

/** What of them a ModifyOrder changes. */
export type ChangedTerms = Pick<OrderTerms, 'quantity' | 'type' | 'price' | 'retention'>;

/** Why a server does not take an order at all. */
export type Complaint = string;

const REQUIRED = ['uid', 'actid', 'exch', 'tsym', 'qty', 'prc', 'prd', 'trantype', 'prctyp', 'ret'];

/**
 * The terms of a PlaceOrder, or what is wrong with its form. `allowsMarket`: orders at market are a thing of the
 * legacy generation. What this exchange cannot do yet (stops, disclosed and after-market orders) is refused.
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
  return { instrument, side, product, remarks: data['remarks'] ?? '', ...termsIn(data) };
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
  const data = { ret: before?.retention ?? 'DAY', ...change };
  return complaintOfTerms(data, allowsMarket) ?? termsIn(data);
};

const SIDES: Partial<Record<string, Side>> = { B: 'BUY', S: 'SELL' };

const isProduct = (text: string): text is OrderTerms['product'] => ['C', 'M', 'I'].includes(text);

const termsIn = (data: WireObject): ChangedTerms => {
  const type = data['prctyp'] === 'MKT' ? 'MKT' : 'LMT';
  return {
    quantity: Number(data['qty']),
    type,
    price: type === 'MKT' ? 0 : Number(data['prc']),
    retention: data['ret'] === 'IOC' ? 'IOC' : 'DAY',
  };
};

const complaintOfTerms = (data: WireObject, allowsMarket: boolean): Complaint | undefined => {
  const { exch, prctyp = '', ret = '', qty = '', prc = '', trgprc, dscqty = '0' } = data;
  if (['SL-LMT', 'SL-MKT'].includes(prctyp)) return 'Rejected : ORA:Stop orders are not simulated';
  if (!['LMT', 'MKT'].includes(prctyp)) return 'Invalid Input : Invalid Price Type';
  if (prctyp === 'MKT' && !allowsMarket)
    return 'Rejected : ORA:MKT orders are not allowed through API, send LMT';
  if (ret === 'EOS') return 'Rejected : ORA:Retention EOS is not simulated';
  if (!['DAY', 'IOC'].includes(ret)) return 'Invalid Input : Invalid Retention';
  if (ret === 'IOC' && exch === 'MCX') return 'Rejected : ORA:IOC orders are not allowed through API on MCX';
  if (trgprc !== undefined) return `Trigger price invalid - ${Number(trgprc).toFixed(2)}`;
  if (!/^[1-9]\d{0,9}$/.test(qty)) return 'Invalid Input : Invalid Quantity';
  if (dscqty !== '0') return 'Rejected : ORA:Disclosed quantity is not simulated';
  const price = Number(prc);
  const isPriced = prctyp === 'MKT' ? price === 0 : price > 0 && price < 1e9;
  return isPriced ? undefined : 'Invalid Input : Invalid Price';
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
