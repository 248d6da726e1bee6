import type { SessionDay } from './session.js';

/** What is margined alike. `CASH` are shares. */
export const MARGIN_CLASSES = ['INDEX', 'STOCK', 'COMMODITY', 'CURRENCY', 'CASH'] as const;
export type MarginClass = (typeof MARGIN_CLASSES)[number];

/** By what a class is margined; ratios (0.093 is 9.3 %). */
export interface MarginRates {
  /** Of the price of what the contracts are on: how far it is moved to find the worst loss. */
  readonly priceScan: number;
  /** By how much volatility is moved, absolutely: 0.04 is from 13 % to 17 %. */
  readonly volatilityScan: number;
  /** Volatility of an option whose price tells none, a year. */
  readonly volatility: number;
  /** Of the notional value of futures and short options, on top. */
  readonly exposure: number;
  /** More of it for short options further out of the money than a tenth. */
  readonly deepExposure: number;
  /** More of it for short options on the day of their expiry. */
  readonly expiryExposure: number;
  /** Of the notional value that offsets between expiries. */
  readonly calendar: number;
  /** Of the value of shares that are squared off within the day, and of those that are kept. */
  readonly intraday: number;
  readonly delivery: number;
}

/** The rates of a class for some days. */
export interface MarginRow extends MarginRates {
  readonly class: MarginClass;
  /** Underlyings; undefined for all that no other row names. */
  readonly scope: readonly string[] | undefined;
  /** Trading dates, both included; `to` undefined while it is in force. */
  readonly from: SessionDay;
  readonly to: SessionDay | undefined;
}
