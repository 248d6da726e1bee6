import * as E from 'fp-ts/lib/Either.js';
import { clockTextOf, type DayOrder } from '../../../codec/clock-text.js';
import { isBlank } from '../../../codec/tape-cell.js';
import { decodeTime, NO_TIME_RULES, type TimeRefusal } from '../../../codec/tape-time.js';

/** A cell of a sample: its row, from 1, and its text. */
export interface Found {
  readonly row: number;
  readonly value: string;
}

/** What the times of a column are, of each kind the first. */
export interface ColumnTimes {
  /** Numbers since 1970, with their unit. */
  readonly epoch: (Found & { readonly unit: string }) | undefined;
  /** With a zone behind. */
  readonly zoned: Found | undefined;
  /** Dates with or without a time, of some zone. */
  readonly local: Found | undefined;
  /** Of those, one with a time of day. */
  readonly localClock: Found | undefined;
  readonly noDate: Found | undefined;
  /** Small whole numbers, and the largest of them. */
  readonly small: (Found & { readonly largest: number }) | undefined;
  readonly serial: Found | undefined;
  /** What is no time at all. */
  readonly other: Found | undefined;
  /** Dates that only one order of day and month makes, and those that both make. */
  readonly dayFirst: Found | undefined;
  readonly monthFirst: Found | undefined;
  readonly either: Found | undefined;
}

/** Looks at the times of the cells of one column. */
export const columnTimes = (cells: readonly string[]): ColumnTimes => {
  const times: { -readonly [K in keyof ColumnTimes]: ColumnTimes[K] } = {
    epoch: undefined, zoned: undefined, local: undefined, localClock: undefined, noDate: undefined, small: undefined,
    serial: undefined, other: undefined, dayFirst: undefined, monthFirst: undefined, either: undefined,
  }; // prettier-ignore
  const seen = new Set<string>();
  cells.forEach((cell, i) => {
    // What comes again says nothing new: snapshots of many contracts have one time.
    if (isBlank(cell) || seen.has(cell)) return;
    seen.add(cell);
    const found: Found = { row: i + 1, value: cell.trim() };
    const order = orderOf(found.value);
    if (order !== undefined) times[order] ??= found;
    switch (kindOf(found.value)) {
      case 'Moment':
        if (/^[\d.]+$/.test(found.value)) times.epoch ??= { ...found, unit: unitOf(found.value) };
        else times.zoned ??= found;
        return;
      case 'NoZone':
        times.local ??= found;
        if (clockTextOf(found.value, 'day-first')?.isDateAlone === false) times.localClock ??= found;
        return;
      case 'NoDate':
        times.noDate ??= found;
        return;
      case 'Serial':
        times.serial ??= found;
        return;
      default:
        if (/^\d{1,8}(?:\.0*)?$/.test(found.value)) {
          const largest = Math.max(times.small?.largest ?? 0, Number(found.value));
          times.small = { ...(times.small ?? found), largest };
        } else times.other ??= found;
    }
  });
  return times;
};

/** Whether there is any time, of day or since 1970. */
export const hasTimes = ({ epoch, zoned, local, noDate }: ColumnTimes): boolean =>
  (epoch ?? zoned ?? local ?? noDate) !== undefined;

const kindOf = (text: string): 'Moment' | TimeRefusal => {
  const decoded = decodeTime(text, { ...NO_TIME_RULES, dates: 'day-first' });
  if (E.isRight(decoded)) return 'Moment';
  if (decoded.left !== 'NotATime') return decoded.left;
  const other = decodeTime(text, { ...NO_TIME_RULES, dates: 'month-first' });
  return E.isRight(other) ? 'Moment' : other.left;
};

const orderOf = (text: string): 'dayFirst' | 'monthFirst' | 'either' | undefined => {
  const [dayFirst, monthFirst] = (['day-first', 'month-first'] as const satisfies readonly DayOrder[]).map(
    (order) => clockTextOf(text, order)?.midnight ?? NaN,
  );
  if (Object.is(dayFirst, monthFirst)) return undefined;
  return Number.isNaN(monthFirst) ? 'dayFirst' : Number.isNaN(dayFirst) ? 'monthFirst' : 'either';
};

const unitOf = (number: string): string => {
  const { length } = number.split('.')[0] ?? '';
  return length <= 10 ? 's' : length <= 13 ? 'ms' : length <= 16 ? 'µs' : 'ns';
};
