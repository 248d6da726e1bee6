import * as E from 'fp-ts/lib/Either.js';
import { DAY_MS, epochMs, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from '../domain/time.js';
import type { Zone } from './tape-zone.js';

/** No market data of ours is from before 2000 or after 2100: such a time is a mistake of unit or of typing. */
export const EARLIEST_MS = Date.UTC(2000, 0, 1);
export const LATEST_MS = Date.UTC(2100, 0, 1);

export const isPlausible = (at: number): boolean => at >= EARLIEST_MS && at < LATEST_MS;

/** Why a text is no moment: it says no time at all, or a local one and nothing says of which zone. */
export type TimeRefusal = 'NotATime' | 'NoZone';

/**
 * The moment that a cell names, epoch ms, fractions of a millisecond cut off. Understood are
 * - a number: seconds, milli-, micro- or nanoseconds since 1970 UTC, whichever lies between 2000 and 2100;
 * - `2025-12-29T09:15:00.123+05:30`: `T` or a space, seconds and fraction may be left out, the zone is `Z`,
 *   `+05:30`, `+0530` or `+05`; `/` for `-`, `20251229`, and `29-Dec-2025` for the date;
 * - the same without a zone, or a date alone (its midnight), when `zone` says where.
 */
export const decodeTime = (text: string, zone: Zone | undefined): E.Either<TimeRefusal, EpochMs> => {
  const cell = text.trim();
  const at = NUMBER.test(cell) ? epochOfText(cell) : undefined;
  return at === undefined ? decodeCalendar(cell, zone) : within(at);
};

/** The moment of a number that counts since 1970 UTC in s, ms, µs or ns; NaN when none of them is plausible. */
export const epochOfNumber = (value: number): number => {
  if (isPlausible(value)) return Math.floor(value);
  // A double of seconds or nanoseconds is good to a fraction of a microsecond: round to one, then cut to ms.
  if (isPlausible(value * 1e3)) return Math.floor(Math.round(value * 1e6) / 1e3);
  if (isPlausible(value / 1e3)) return Math.floor(value / 1e3);
  if (isPlausible(value / 1e6)) return Math.floor(Math.round(value / 1e3) / 1e3);
  return NaN;
};

const NUMBER = /^\d{9,19}(?:\.\d*)?$/;

/** By its digits, since nanoseconds do not fit a double: `s` are 9–10, `ms` 12–13, `µs` 15–16, `ns` 18–19. */
const epochOfText = (cell: string): number | undefined => {
  const [whole = '', fraction = ''] = cell.split('.');
  switch (whole.length) {
    case 9:
    case 10:
      return Number(whole) * SECOND_MS + Number(fraction.slice(0, 3).padEnd(3, '0'));
    case 12:
    case 13:
      return Number(whole);
    case 15:
    case 16:
    case 18:
    case 19:
      return Number(whole.slice(0, whole.length < 17 ? -3 : -6));
    default:
      return undefined;
  }
};

const CALENDAR =
  /^(?:(\d{4})[-/](\d{2})[-/](\d{2})|(\d{4})(\d{2})(\d{2})|(\d{2})-([A-Za-z]{3})-(\d{4}))(?:[T ]+(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?)? ?(Z|z|UTC|([+-])(\d{2})(?::?(\d{2}))?)?$/;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const decodeCalendar = (cell: string, zone: Zone | undefined): E.Either<TimeRefusal, EpochMs> => {
  const match = CALENDAR.exec(cell);
  if (match === null) return E.left('NotATime');
  const [, y1, m1, d1, y2, m2, d2, d3, m3, y3, hour, minute, second, fraction, zoneText, sign, zh, zm] =
    match;
  const month = m3 === undefined ? Number(m1 ?? m2) : MONTHS.indexOf(m3.toLowerCase()) + 1;
  const day = midnightOf(Number(y1 ?? y2 ?? y3), month, Number(d1 ?? d2 ?? d3));
  const time = timeOfDay(Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0));
  if (Number.isNaN(day + time)) return E.left('NotATime');
  const localMs = day + time + Number((fraction ?? '').slice(0, 3).padEnd(3, '0'));
  if (zoneText !== undefined) return within(localMs - offsetOf(sign, zh, zm));
  if (zone === undefined) return E.left('NoZone');
  const at = zone(localMs);
  return at === undefined ? E.left('NotATime') : within(at);
};

/** Midnight as if in UTC; NaN for a day that no month has. */
const midnightOf = (year: number, month: number, day: number): number => {
  const midnight = Date.UTC(year, month - 1, day);
  const date = new Date(midnight);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? midnight : NaN;
};

const timeOfDay = (hour: number, minute: number, second: number): number =>
  hour < 24 && minute < 60 && second < 60 ? hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS : NaN;

/** NaN beyond a day, so that the time is refused. */
const offsetOf = (
  sign: string | undefined,
  hours: string | undefined,
  minutes: string | undefined,
): number => {
  const offset = Number(hours ?? 0) * HOUR_MS + Number(minutes ?? 0) * MINUTE_MS;
  return offset >= DAY_MS || Number(minutes ?? 0) > 59 ? NaN : sign === '-' ? -offset : offset;
};

const within = (at: number): E.Either<TimeRefusal, EpochMs> =>
  isPlausible(at) ? E.right(epochMs(at)) : E.left('NotATime');
