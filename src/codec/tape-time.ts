import * as E from 'fp-ts/lib/Either.js';
import { DAY_MS, epochMs, type EpochMs, SECOND_MS } from '../domain/time.js';
import { clockTextOf, type DayOrder } from './clock-text.js';
import type { Zone } from './tape-zone.js';

/** No market data of ours is from before 2000 or after 2100: such a time is a mistake of unit or of typing. */
export const EARLIEST_MS = Date.UTC(2000, 0, 1);
export const LATEST_MS = Date.UTC(2100, 0, 1);

export const isPlausible = (at: number): boolean => at >= EARLIEST_MS && at < LATEST_MS;

/** What is known of the times of a column beside their text. */
export interface TimeRules {
  /** Of local times. */
  readonly zone: Zone | undefined;
  /** Of dates such as `03-04-2025`. */
  readonly dates: DayOrder | undefined;
  /** Local midnight, as if in UTC, of times that have no date. */
  readonly midnight: number | undefined;
  /** Numbers are milliseconds since midnight, not since 1970. */
  readonly isMsOfDay: boolean;
}

export const NO_TIME_RULES: TimeRules = {
  zone: undefined,
  dates: undefined,
  midnight: undefined,
  isMsOfDay: false,
};

/**
 * Why a text is no moment: it says no time at all; or nothing says of which zone, of which day, which of two
 * numbers is the day; or it is a day number of a spreadsheet.
 */
export type TimeRefusal = 'NotATime' | 'NoZone' | 'NoDate' | 'DayOrder' | 'Serial';

/**
 * The moment that a cell names, epoch ms, fractions of a millisecond cut off. Understood are
 * - a number: seconds, milli-, micro- or nanoseconds since 1970 UTC, whichever lies between 2000 and 2100;
 *   with `isMsOfDay`, milliseconds since the midnight of the rules;
 * - a date: `2025-12-29`, `2025/12/29`, `20251229`, `29-Dec-2025`, `29-12-2025` where the day can be told;
 * - a time of day: `09:15`, `09:15:00.123`, `9:15:00 AM`, behind a date also `091500`;
 * - both, with `T`, `_`, a comma or spaces between, or the time first; a zone behind: `Z`, `+05:30`, `+0530`,
 *   `+05`. What has no zone is a local time of `zone`, what has no date is of the day of `midnight`.
 */
export const decodeTime = (text: string, rules: TimeRules): E.Either<TimeRefusal, EpochMs> => {
  const cell = text.trim();
  if (rules.isMsOfDay && MS_OF_DAY.test(cell)) return decodeMsOfDay(Number(cell), rules);
  const at = NUMBER.test(cell) ? epochOfText(cell) : undefined;
  return at === undefined ? decodeCalendar(cell, rules) : within(at);
};

const MS_OF_DAY = /^\d{1,8}(?:\.\d*)?$/;

const decodeMsOfDay = (ms: number, { midnight, zone }: TimeRules): E.Either<TimeRefusal, EpochMs> => {
  if (ms >= DAY_MS) return E.left('NotATime');
  if (midnight === undefined) return E.left('NoDate');
  return inZone(midnight + Math.floor(ms), zone);
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

/** Days since the end of 1899, as a spreadsheet counts them, from 2000 to 2100. */
const SERIAL = /^\d{5}(?:\.\d+)?$/;
const FIRST_SERIAL = 36_526;
const LAST_SERIAL = 73_050;

const decodeCalendar = (cell: string, rules: TimeRules): E.Either<TimeRefusal, EpochMs> => {
  const said = clockTextOf(cell, rules.dates);
  if (said === undefined) return E.left(isSerial(cell) ? 'Serial' : 'NotATime');
  const { midnight = rules.midnight, clock, offset, isOrderOpen } = said;
  if (Number.isNaN(clock) || Number.isNaN(offset)) return E.left('NotATime');
  if (midnight === undefined) return E.left('NoDate');
  if (isOrderOpen) return E.left('DayOrder');
  if (Number.isNaN(midnight)) return E.left('NotATime');
  return offset === undefined ? inZone(midnight + clock, rules.zone) : within(midnight + clock - offset);
};

const isSerial = (cell: string): boolean =>
  SERIAL.test(cell) && Number(cell) >= FIRST_SERIAL && Number(cell) < LAST_SERIAL;

const inZone = (localMs: number, zone: Zone | undefined): E.Either<TimeRefusal, EpochMs> => {
  if (zone === undefined) return E.left('NoZone');
  const at = zone(localMs);
  return at === undefined ? E.left('NotATime') : within(at);
};

const within = (at: number): E.Either<TimeRefusal, EpochMs> =>
  isPlausible(at) ? E.right(epochMs(at)) : E.left('NotATime');
