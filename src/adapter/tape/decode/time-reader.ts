import * as E from 'fp-ts/lib/Either.js';
import { decodeTime, isPlausible, NO_TIME_RULES, type TimeRules } from '../../../codec/tape-time.js';
import type { Zone } from '../../../codec/tape-zone.js';
import { epochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../domain/time.js';
import { decimalOf } from './decimal.js';

/** The moment of a cell, epoch ms; NaN where it is none. */
export type TimeReader = (text: string) => number;

/**
 * Reads the times of one column to what {@link decodeTime} says, and asks it about every date and every zone
 * suffix only once: of `2025-12-29 09:15:00.5+05:30` after `2025-12-29 09:14:59+05:30` only the clock is read.
 */
export const timeReader = (rules: TimeRules): TimeReader => {
  const { zone } = rules;
  let dateText = '';
  let dateMs = NaN;
  let suffixText = '';
  let toUtc: Zone | undefined = zone;

  const shaped = (text: string): number => {
    const clock = clockOf(text);
    if (Number.isNaN(clock)) return NaN;
    const fractionEnd = text.charCodeAt(CLOCK_END) === POINT ? endOfDigits(text, CLOCK_END + 1) : CLOCK_END;
    const date = text.slice(0, DATE_END);
    if (date !== dateText) {
      dateMs = utcOf(`${date}T00:00:00Z`);
      dateText = date;
    }
    const suffix = text.slice(fractionEnd);
    if (suffix !== suffixText) {
      toUtc = suffix === '' ? zone : zoneOfSuffix(suffix);
      suffixText = suffix;
    }
    const localMs = dateMs + clock + millisecondsOf(text, CLOCK_END + 1, fractionEnd);
    return Number.isNaN(localMs) ? NaN : (toUtc?.(localMs) ?? NaN);
  };

  // Rows of one moment follow each other: a text that comes again is not taken apart again.
  let latestText = '';
  let latestAt = NaN;
  return (text) => {
    const at = text.length === 13 && !rules.isMsOfDay ? decimalOf(text) : shaped(text);
    if (isPlausible(at)) return at;
    if (text === latestText) return latestAt;
    const decoded = decodeTime(text, rules);
    latestText = text;
    latestAt = E.isRight(decoded) ? decoded.right : NaN;
    return latestAt;
  };
};

const DATE_END = 10;
const CLOCK_END = 19;
const ZERO = 48;
const COLON = 58;
const SPACE = 32;
const LETTER_T = 84;
const POINT = 46;

/** Milliseconds of the `HH:MM:SS` behind a date of ten characters; NaN where there is none. */
const clockOf = (text: string): number => {
  if (text.length < CLOCK_END || text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON) return NaN;
  const between = text.charCodeAt(DATE_END);
  if (between !== LETTER_T && between !== SPACE) return NaN;
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  return hour < 24 && minute < 60 && second < 60
    ? hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS
    : NaN;
};

const digitAt = (text: string, i: number): number => {
  const digit = text.charCodeAt(i) - ZERO;
  return digit >= 0 && digit <= 9 ? digit : NaN;
};

const twoDigits = (text: string, i: number): number => digitAt(text, i) * 10 + digitAt(text, i + 1);

const endOfDigits = (text: string, from: number): number => {
  let i = from;
  while (!Number.isNaN(digitAt(text, i))) i += 1;
  return i;
};

/** The first three digits of a fraction; NaN for a point without digits, which the codec does not take. */
const millisecondsOf = (text: string, from: number, end: number): number => {
  if (end < from) return 0;
  if (end === from) return NaN;
  const digit = (n: number): number => (from + n < end ? digitAt(text, from + n) : 0);
  return digit(0) * 100 + digit(1) * 10 + digit(2);
};

const utcOf = (text: string): number => {
  const decoded = decodeTime(text, NO_TIME_RULES);
  return E.isRight(decoded) ? decoded.right : NaN;
};

/** Reads times of which the date is in another column. */
export const dateTimeReader = (rules: TimeRules): ((date: string, time: string) => number) => {
  const read = timeReader(rules);
  return (date, time) => read(`${date.trim()} ${time.trim()}`);
};

/** The fixed distance from UTC that a suffix such as `Z` or `+05:30` says. */
const zoneOfSuffix = (suffix: string): Zone | undefined => {
  const offset = Date.UTC(2001, 0, 1) - utcOf(`2001-01-01T00:00:00${suffix}`);
  return Number.isNaN(offset) ? undefined : (localMs) => epochMs(localMs - offset);
};
