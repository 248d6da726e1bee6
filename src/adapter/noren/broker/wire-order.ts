import type { Instrument } from '../../../domain/instrument.js';
import { isStop, type Order, type Product } from '../../../domain/order.js';
import type { SessionToken } from '../../../port/session-tokens.js';
import type { Fields } from '../rest.js';
import { protectedPrice } from './protected-price.js';

const PRODUCTS: Readonly<Record<Product, string>> = { INTRADAY: 'I', DELIVERY: 'C', CARRY_FORWARD: 'M' };

/**
 * What `PlaceOrder` is sent. `reference` is the price that an order at market is protected by. Undefined where
 * that is needed and not known.
 *
 * Source: REST API, PlaceOrder; `MKT` and `SL-MKT` are refused to programs since 2026.
 */
export const placeFields = (
  order: Order,
  instrument: Instrument,
  reference: number | undefined,
  { uid, accountId }: SessionToken,
  remarks: string,
): Fields | undefined => {
  const prices = pricesOf(order, instrument, reference);
  if (prices === undefined) return undefined;
  return {
    uid,
    actid: accountId,
    exch: instrument.exchange,
    tsym: instrument.tradingSymbol,
    qty: String(order.quantity),
    ...prices,
    prd: PRODUCTS[order.product],
    trantype: order.side === 'BUY' ? 'B' : 'S',
    ret: order.validity,
    ...(order.disclosed === undefined ? {} : { dscqty: String(order.disclosed) }),
    ordersource: 'API',
    remarks,
  };
};

/** What `ModifyOrder` is sent: the terms of `order`, its whole quantity, what is executed included. */
export const modifyFields = (
  order: Order,
  instrument: Instrument,
  reference: number | undefined,
  { uid }: SessionToken,
  number: string,
): Fields | undefined => {
  const prices = pricesOf(order, instrument, reference);
  if (prices === undefined) return undefined;
  return {
    uid,
    exch: instrument.exchange,
    norenordno: number,
    tsym: instrument.tradingSymbol,
    qty: String(order.quantity),
    ...prices,
    ret: order.validity,
  };
};

export const cancelFields = ({ uid }: SessionToken, number: string): Fields => ({ uid, norenordno: number });

/** A trigger is sent with stops alone: a server refuses any other order that names one. */
const pricesOf = (
  order: Order,
  instrument: Instrument,
  reference: number | undefined,
): Fields | undefined => {
  const sleeps = isStop(order) && !order.isTriggered;
  const trigger = sleeps ? order.trigger : undefined;
  const from = trigger ?? reference;
  const price =
    order.limit ?? (from === undefined ? undefined : protectedPrice(order.side, from, instrument));
  if (price === undefined) return undefined;
  const text = (value: number): string => value.toFixed(decimalsOf(instrument));
  return trigger === undefined
    ? { prctyp: 'LMT', prc: text(price) }
    : { prctyp: 'SL-LMT', prc: text(price), trgprc: text(trigger) };
};

/** Four for currencies, whose grid is a quarter of a paisa; else two. */
const decimalsOf = ({ tickSize = 0.05 }: Instrument): 2 | 4 =>
  Math.abs(tickSize * 100 - Math.round(tickSize * 100)) < 1e-9 ? 2 : 4;
