import * as E from 'fp-ts/lib/Either.js';
import { InvalidArgumentError } from 'commander';
import { parseMoment } from '../codec/moment.js';
import { parseTimeOfDay } from '../domain/session.js';
import { parseSetting, type Setting } from '../codec/setting.js';
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from '../domain/time.js';
import { chargePlanNamed } from '../adapter/charges/charge-plan.js';
import type { ChargePlan } from '../exchange/charges.js';

/** Readers of option values, for commander: each returns the value or throws what commander prints. */

export const fromMoment = (text: string): EpochMs => orInvalid(parseMoment(text));

export const toMoment = (text: string): EpochMs => orInvalid(parseMoment(text, true));

export const rowCount = (text: string): number => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1)
    throw new InvalidArgumentError('write a whole number of rows, 1 or more');
  return value;
};

/** `1m`, `30s`, `1h`, `1d` in milliseconds. */
export const interval = (text: string): number => {
  const [, count, unit] = /^([1-9]\d*)([smhd])$/.exec(text) ?? [];
  if (count === undefined || unit === undefined) throw new InvalidArgumentError('write 30s, 1m, 1h or 1d');
  return Number(count) * (UNIT_MS[unit] ?? NaN);
};

/** `250ms`, `1s`, `5m`, `1h`, `1d` or `0`, in milliseconds. */
export const duration = (text: string): number => {
  if (text === '0') return 0;
  const [, count, unit] = /^(\d+)(ms|[smhd])$/.exec(text) ?? [];
  if (count === undefined || unit === undefined)
    throw new InvalidArgumentError('write a length of time: 250ms, 30s, 5m, 1h, 1d or 0');
  return Number(count) * (unit === 'ms' ? 1 : (UNIT_MS[unit] ?? NaN));
};

/** `15:20` in milliseconds since midnight. */
export const timeOfDay = (text: string): number => {
  const value = parseTimeOfDay(text);
  if (value === undefined) throw new InvalidArgumentError('write a time of day, IST: 15:20');
  return value;
};

/** `NSE:ACC-EQ,NSE:INFY-EQ` as names, behind those that were given before. */
export const instrumentNames = (text: string, before: readonly string[] = []): readonly string[] => {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes(''))
    throw new InvalidArgumentError('write names separated by commas: NSE:ACC-EQ,NSE:INFY-EQ');
  return [...before, ...names];
};

/** A day of the calendar, `2025-12-29`. */
export const calendarDate = (text: string): string => {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text) && E.isRight(parseMoment(text));
  if (!isDate) throw new InvalidArgumentError('write a date as 2025-12-29');
  return text;
};

/** How many times too large prices are. */
export const scale = (text: string): number => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value === 0)
    throw new InvalidArgumentError('write a whole number, 1 or more: 100 for paise');
  return value;
};

const UNIT_MS: Readonly<Record<string, number>> = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };

/** What `--charges` says of itself. */
export const CHARGES_TEXT =
  'taxes and fees with a brokerage plan: zero, flat5, flat10, flat20; or none, or flat:20 for 20 rupees an executed order and nothing else';

export const charges = (text: string): ChargePlan => {
  const named = chargePlanNamed(text);
  if (named === undefined)
    throw new InvalidArgumentError(
      'write zero, flat5, flat10 or flat20 (taxes, fees and a brokerage plan), none, or flat:20 for 20 rupees an executed order',
    );
  return named;
};

export const setting = (text: string, before: readonly Setting[] = []): readonly Setting[] => [
  ...before,
  orInvalid(parseSetting(text)),
];

/** `last=ltp,at=timestamp` as pairs of our field and their column, behind those that were given before. */
export const columnMap = (
  text: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> => {
  const columns = new Map(Object.entries(before));
  for (const pair of text.split(',')) {
    const [, field, column] = /^\s*([^=]+?)\s*=\s*(.+?)\s*$/.exec(pair) ?? [];
    if (field === undefined || column === undefined)
      throw new InvalidArgumentError('write field=column, separated by commas: last=ltp,at=timestamp');
    const other = columns.get(field) ?? column;
    if (other !== column)
      throw new InvalidArgumentError(`${field} is ${other} and ${column}; write each field once`);
    columns.set(field, column);
  }
  return Object.fromEntries(columns);
};

export const orInvalid = <A>(value: E.Either<string, A>): A => {
  if (E.isLeft(value)) throw new InvalidArgumentError(value.left);
  return value.right;
};
