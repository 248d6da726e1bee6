import { HOUR_MS, MINUTE_MS } from '../../../domain/time.js';

/** When an exchange trades, ms since midnight IST. */
export interface ExchangeHours {
  /** From the first order to the last trade of an ordinary day, its sessions before and after included. */
  readonly from: number;
  readonly to: number;
  /** The first and the last moment of continuous trading. */
  readonly opens: number;
  readonly closes: number;
}

const at = (hour: number, minute: number): number => hour * HOUR_MS + minute * MINUTE_MS;

const CASH: ExchangeHours = { from: at(9, 0), to: at(16, 0), opens: at(9, 15), closes: at(15, 30) };
const CURRENCY: ExchangeHours = { from: at(9, 0), to: at(17, 0), opens: at(9, 0), closes: at(17, 0) };
const COMMODITY: ExchangeHours = { from: at(9, 0), to: at(24, 0), opens: at(9, 0), closes: at(23, 30) };

const HOURS: Readonly<Record<string, ExchangeHours>> = {
  NSE: CASH,
  BSE: CASH,
  NFO: CASH,
  BFO: CASH,
  CDS: CURRENCY,
  BCD: CURRENCY,
  MCX: COMMODITY,
  NCX: COMMODITY,
};

/** The hours of an exchange of India; undefined for any other. All are in Asia/Kolkata. */
export const exchangeHours = (exchange: string): ExchangeHours | undefined => HOURS[exchange];
