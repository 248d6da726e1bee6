import { timeOfDayOf } from '../../../domain/session.js';
import { type EpochMs, epochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../domain/time.js';

/**
 * `value` with `decimals` decimals, as the wire has prices. One that has more keeps them (bars and averages of
 * some tapes do): what a client reads is then the very price of the tape.
 */
export const priceText = (value: number, decimals: number): string => {
  const text = value.toFixed(decimals);
  return Number(text) === value ? text : plainText(value);
};

/** Whole where it is; never with an exponent. */
export const quantityText = (value: number): string =>
  Number.isSafeInteger(value) ? String(value) : plainText(value);

const MOST_DECIMALS = 20;

const plainText = (value: number): string => {
  const text = String(value);
  return text.includes('e') ? value.toFixed(MOST_DECIMALS).replace(/\.?0+$/, '') : text;
};

/** By how much `last` is above `previousClose`, in percent. */
export const changeText = (last: number, previousClose: number): string => {
  const text = (((last - previousClose) / previousClose) * 100).toFixed(2);
  return text === '-0.00' ? '0.00' : text;
};

/** `HH:MM:SS` IST. */
export const clockText = (at: EpochMs): string => {
  const ms = timeOfDayOf(at);
  return [ms / HOUR_MS, (ms % HOUR_MS) / MINUTE_MS, (ms % MINUTE_MS) / SECOND_MS].map(two).join(':');
};

/** `DD-MM-YYYY` IST. */
export const dateText = (at: EpochMs): string => {
  const [year = '', month = '', day = ''] = istDate(at).split('-');
  return `${day}-${month}-${year}`;
};

/** `2026-01-05` of the IST day of `at`. */
export const istDate = (at: EpochMs): string =>
  new Date(epochMs(at + IST_AHEAD_MS)).toISOString().slice(0, 10);

const IST_AHEAD_MS = 5.5 * HOUR_MS;

const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
