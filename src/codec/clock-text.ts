import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../domain/time.js';

/** Which of the first two numbers of `03-04-2025` is the day. */
export type DayOrder = 'day-first' | 'month-first';

/** What a text says of a moment. */
export interface ClockText {
  /** Midnight as if in UTC; NaN for a day that is none; undefined where the text has a time of day alone. */
  readonly midnight: number | undefined;
  /** Both orders give a day, another one each, and nothing tells which. */
  readonly isOrderOpen: boolean;
  /** Since midnight, ms; 0 where the text has a date alone. */
  readonly clock: number;
  /** The text has a date and nothing else. */
  readonly isDateAlone: boolean;
  /** Local time less UTC, ms; undefined where the text names no zone. */
  readonly offset: number | undefined;
}

/**
 * Takes apart a date, a time of day, or both in either order, with a zone behind; undefined for anything else.
 * `order` is that of a date that two numbers begin. Fractions are cut to the millisecond.
 */
export const clockTextOf = (text: string, order: DayOrder | undefined): ClockText | undefined => {
  const date = dateAt(text, order);
  if (date !== undefined) return behindDate(date, text.slice(date.length));
  const clock = clockAt(text);
  if (clock === undefined) return undefined;
  const rest = text.slice(clock.length);
  const later = rest.startsWith(' ') ? dateAt(rest.trimStart(), order) : undefined;
  if (later !== undefined)
    return rest.trimStart().length === later.length
      ? { ...later, clock: clock.ms, isDateAlone: false, offset: undefined }
      : undefined;
  const offset = offsetOf(rest);
  return offset === 'NoZoneText'
    ? undefined
    : { midnight: undefined, isOrderOpen: false, clock: clock.ms, isDateAlone: false, offset };
};

interface DateText {
  readonly length: number;
  readonly midnight: number;
  readonly isOrderOpen: boolean;
}

const behindDate = (date: DateText, behind: string): ClockText | undefined => {
  const { midnight, isOrderOpen } = date;
  const between = /^(?:[T_]|,? +)/.exec(behind)?.[0] ?? '';
  const clock = between === '' && !/^\d{6}$/.test(behind) ? undefined : clockAt(behind.slice(between.length));
  const rest = clock === undefined ? behind : behind.slice(between.length + clock.length);
  const offset = offsetOf(rest);
  return offset === 'NoZoneText'
    ? undefined
    : { midnight, isOrderOpen, clock: clock?.ms ?? 0, isDateAlone: clock === undefined, offset };
};

const YEAR_FIRST = /^(\d{4})([-/])(\d{2})\2(\d{2})(?!\d)/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?=$|[T_ ,Z+-]|\d{6}$)/;
const NAMED_MONTH = /^(\d{1,2})([-/ ])([A-Za-z]{3,9})\2(\d{4})(?!\d)/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/;

const dateAt = (text: string, order: DayOrder | undefined): DateText | undefined => {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null)
    return dateOf(yearFirst[0], midnightOf(Number(yearFirst[1]), Number(yearFirst[3]), Number(yearFirst[4])));
  const compact = COMPACT.exec(text);
  if (compact !== null)
    return dateOf(compact[0], midnightOf(Number(compact[1]), Number(compact[2]), Number(compact[3])));
  const named = NAMED_MONTH.exec(text);
  if (named !== null)
    return dateOf(named[0], midnightOf(Number(named[4]), monthOf(named[3] ?? ''), Number(named[1])));
  const yearLast = YEAR_LAST.exec(text);
  return yearLast === null
    ? undefined
    : yearLastDate(yearLast[0], Number(yearLast[1]), Number(yearLast[3]), Number(yearLast[4]), order);
};

const dateOf = (text: string, midnight: number): DateText => ({
  length: text.length,
  midnight,
  isOrderOpen: false,
});

const yearLastDate = (
  text: string,
  first: number,
  second: number,
  year: number,
  order: DayOrder | undefined,
): DateText => {
  const dayFirst = midnightOf(year, second, first);
  const monthFirst = midnightOf(year, first, second);
  if (order !== undefined) return dateOf(text, order === 'day-first' ? dayFirst : monthFirst);
  if (Number.isNaN(dayFirst)) return dateOf(text, monthFirst);
  const isOrderOpen = !Number.isNaN(monthFirst) && dayFirst !== monthFirst;
  return { ...dateOf(text, dayFirst), isOrderOpen };
};

const MONTHS = [
  'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november',
  'december',
]; // prettier-ignore

/** From 1; 0 for what is none, which makes a day that is none. `Sept` is a month, `Ma` is not. */
const monthOf = (name: string): number =>
  MONTHS.findIndex((month) => month.startsWith(name.toLowerCase())) + 1;

/** Midnight as if in UTC; NaN for a day that no month has. */
const midnightOf = (year: number, month: number, day: number): number => {
  const midnight = Date.UTC(year, month - 1, day);
  const date = new Date(midnight);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? midnight : NaN;
};

const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(?: ?([AaPp])[Mm](?![A-Za-z]))?/;
const COMPACT_CLOCK = /^(\d{2})(\d{2})(\d{2})(?!\d)/;

/** The clock that `text` begins with; NaN ms for one that no clock shows. */
const clockAt = (text: string): { readonly ms: number; readonly length: number } | undefined => {
  const match = CLOCK.exec(text) ?? COMPACT_CLOCK.exec(text);
  if (match === null) return undefined;
  const [whole, hour, minute, second, fraction, half] = match;
  const ms = Number((fraction ?? '').slice(0, 3).padEnd(3, '0'));
  return {
    ms: timeOfDay(hourOf(Number(hour), half), Number(minute), Number(second ?? 0)) + ms,
    length: whole.length,
  };
};

/** Of 24; 12 AM is midnight, 12 PM noon. */
const hourOf = (hour: number, half: string | undefined): number => {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return NaN;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
};

const timeOfDay = (hour: number, minute: number, second: number): number =>
  hour < 24 && minute < 60 && second < 60 ? hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS : NaN;

const OFFSET = /^ ?(?:(Z|z|UTC|GMT)|([+-])(\d{2})(?::?(\d{2}))?)$/;

/** NaN beyond a day, so that the time is refused. */
const offsetOf = (text: string): number | undefined | 'NoZoneText' => {
  if (text === '') return undefined;
  const match = OFFSET.exec(text);
  if (match === null) return 'NoZoneText';
  const [, utc, sign, hours, minutes] = match;
  if (utc !== undefined) return 0;
  const offset = Number(hours) * HOUR_MS + Number(minutes ?? 0) * MINUTE_MS;
  return offset >= DAY_MS || Number(minutes ?? 0) > 59 ? NaN : sign === '-' ? -offset : offset;
};
