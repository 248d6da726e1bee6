import { type Money, NO_MONEY, plus } from './money.js';

/** What an execution costs, by who takes it. Never negative. */
export interface ChargeItems {
  readonly brokerage: Money;
  /** Of the exchange, its investor protection fund included. */
  readonly exchange: Money;
  /** SEBI's turnover fee. */
  readonly sebi: Money;
  /** Securities or commodities transaction tax. */
  readonly stt: Money;
  readonly stamp: Money;
  readonly gst: Money;
}

export const NO_CHARGE_ITEMS: ChargeItems = {
  brokerage: NO_MONEY,
  exchange: NO_MONEY,
  sebi: NO_MONEY,
  stt: NO_MONEY,
  stamp: NO_MONEY,
  gst: NO_MONEY,
};

export const totalOf = (items: ChargeItems): Money =>
  (items.brokerage + items.exchange + items.sebi + items.stt + items.stamp + items.gst) as Money;

export const plusItems = (a: ChargeItems, b: ChargeItems): ChargeItems => ({
  brokerage: plus(a.brokerage, b.brokerage),
  exchange: plus(a.exchange, b.exchange),
  sebi: plus(a.sebi, b.sebi),
  stt: plus(a.stt, b.stt),
  stamp: plus(a.stamp, b.stamp),
  gst: plus(a.gst, b.gst),
});
