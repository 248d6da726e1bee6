import * as E from 'fp-ts/lib/Either.js';
import { clockTextOf, type DayOrder } from '../../../codec/clock-text.js';
import type { TapeField } from '../../../codec/tape-field.js';
import { decodeTime, EARLIEST_MS, NO_TIME_RULES, type TimeRules } from '../../../codec/tape-time.js';
import { zoneOf } from '../../../codec/tape-zone.js';
import { IST_OFFSET_MS } from '../../../domain/session.js';
import { DAY_MS, SECOND_MS } from '../../../domain/time.js';
import { canonical } from './aliases.js';
import { type ColumnTimes, columnTimes, type Found, hasTimes } from './column-times.js';
import { exchangeHours, type ExchangeHours } from './exchange-hours.js';
import { placeOf, type Table } from './header.js';
import { question } from './questions.js';
import type { ReadingFlags } from './reading-flags.js';
import type { Positions } from './reading.js';
import type { Sample } from './sample.js';
import type { Vendor } from './vendors.js';

/** How the times of a file are read, and what is said of it. */
export interface Times {
  readonly rules: TimeRules;
  /** Behind `at`, for people: `Asia/Kolkata, the zone of NSE`. */
  readonly note: string;
  /** The positions, with the date of split times, without moments that cannot be told. */
  readonly positions: Positions;
}

export interface TimesInput {
  readonly sample: Sample;
  readonly table: Table;
  readonly positions: Positions;
  readonly flags: ReadingFlags;
  readonly vendor: Vendor | undefined;
  /** By the file's layout, numbers count milliseconds since midnight. */
  readonly isMsOfDay: boolean;
  /** Of the instruments that the sample's rows are of. */
  readonly exchanges: ReadonlySet<string>;
}

/**
 * Recognises the times of a file: their form, date, order of day and month, and zone. Throws a question for
 * what the sample leaves open.
 */
export const timesOf = (input: TimesInput): Times => {
  const { sample, table } = input;
  const placed = splitTimes(table, input.positions);
  const looked = new Map(MOMENTS.flatMap((field) => lookedAt(table, placed, field)));
  const at = looked.get('at') ?? columnTimes([]);
  const where = whereOf(sample, table, placed);
  const isMsOfDay = input.isMsOfDay || isOfDay(at, where);
  if (!isMsOfDay && !hasTimes(at)) {
    if (at.serial !== undefined)
      throw question('spreadsheet-days', { where: where('at', at.serial), value: at.serial.value });
    const odd = at.other ?? at.small;
    if (odd !== undefined) throw question('not-a-time', { where: where('at', odd), value: odd.value });
  }
  const dates = dayOrderOf(input, placed, where);
  const midnight = midnightOf(
    input,
    placed.has('date') ? undefined : (at.noDate ?? (isMsOfDay ? at.small : undefined)),
    where,
  );
  const positions = new Map(
    [...placed].filter(([field]) => field === 'at' || isTold(looked.get(field), midnight)),
  );
  const told = [...looked].filter(([field]) => positions.has(field));
  const zone = zoneNameOf(input, placed, told, { isMsOfDay, midnight, dates }, where);
  if (!isMsOfDay) refuseLocalAsUtc(input, placed.get('at') ?? -1, (found) => where('at', found));
  return {
    rules: { zone: zone === undefined ? undefined : zoneOf(zone.name), dates, midnight, isMsOfDay },
    note: noteOf(at, isMsOfDay, midnight, zone?.note),
    positions,
  };
};

/** Says where a cell of a field stands. */
type Where = (field: TapeField, found: Found) => string;

const MOMENTS = ['at', 'exchangeAt', 'lastTradedAt'] as const;

const DATE_COLUMNS: readonly string[] = ['date', 'tradedate', 'tradingdate', 'day', 'ltd', 'busdate', 'dt'];

const cellsOf = ({ rows }: Table, position: number): readonly string[] =>
  rows.map((cells) => cells[position] ?? '');

/** The moments of a field, with their date where another column has it. */
const lookedAt = (
  table: Table,
  positions: Positions,
  field: (typeof MOMENTS)[number],
): readonly (readonly [TapeField, ColumnTimes])[] => {
  const position = positions.get(field);
  if (position === undefined) return [];
  const date = field === 'at' ? positions.get('date') : undefined;
  const cells = cellsOf(table, position);
  const days = date === undefined ? undefined : cellsOf(table, date);
  return [
    [
      field,
      columnTimes(days === undefined ? cells : cells.map((cell, i) => `${days[i] ?? ''} ${cell}`.trim())),
    ],
  ];
};

/** Finds the column of dates of times that have none. */
const splitTimes = (table: Table, positions: Positions): Positions => {
  const at = positions.get('at');
  if (at === undefined || positions.has('date')) return positions;
  const times = columnTimes(cellsOf(table, at));
  if (times.noDate === undefined) return positions;
  const date = table.columns.findIndex(
    (column, position) =>
      position !== at && DATE_COLUMNS.includes(canonical(column)) && isOfDates(table, position),
  );
  return date === -1 ? positions : new Map([...positions, ['date', date]]);
};

const isOfDates = (table: Table, position: number): boolean => {
  const times = columnTimes(cellsOf(table, position));
  return times.local !== undefined && times.localClock === undefined;
};

const whereOf =
  (sample: Sample, table: Table, positions: Positions): Where =>
  (field, { row }) =>
    placeOf(sample, table, row, table.columns[positions.get(field) ?? -1] ?? field);

/** Whether numbers count milliseconds since midnight. */
const isOfDay = (at: ColumnTimes, where: Where): boolean => {
  const { small } = at;
  if (small === undefined || hasTimes(at) || at.serial !== undefined || at.other !== undefined) return false;
  if (small.largest >= DAY_MS) return false;
  if (small.largest * SECOND_MS < DAY_MS)
    throw question('seconds-or-ms', {
      where: where('at', small),
      value: small.value,
      asMs: clockOf(Number(small.value)),
      asSeconds: clockOf(Number(small.value) * SECOND_MS),
    });
  return true;
};

/** `09:15:00` of ms since midnight. */
const clockOf = (ms: number): string => new Date(ms).toISOString().slice(11, 19);

const dayOrderOf = (
  { table, flags, vendor }: TimesInput,
  positions: Positions,
  where: Where,
): DayOrder | undefined => {
  if (flags.dates !== undefined) return flags.dates;
  const dated = ([...MOMENTS, 'date', 'expiry'] as const).flatMap((field) => {
    const position = positions.get(field);
    return position === undefined ? [] : [[field, columnTimes(cellsOf(table, position))] as const];
  });
  const first = (kind: 'dayFirst' | 'monthFirst' | 'either') =>
    dated.flatMap(([field, times]) => (times[kind] === undefined ? [] : [{ field, found: times[kind] }]))[0];
  const [dayFirst, monthFirst, either] = [first('dayFirst'), first('monthFirst'), first('either')];
  if (dayFirst !== undefined && monthFirst !== undefined)
    throw question('two-day-orders', {
      where: where(monthFirst.field, monthFirst.found),
      value: monthFirst.found.value,
      other: `row ${dayFirst.found.row} ("${dayFirst.found.value}")`,
    });
  if (dayFirst !== undefined) return 'day-first';
  if (monthFirst !== undefined) return 'month-first';
  if (either === undefined) return undefined;
  if (vendor?.dates !== undefined) return vendor.dates;
  throw question('day-order', { where: where(either.field, either.found), value: either.found.value });
};

/** Midnight of the times that have no date, as if in UTC. */
const midnightOf = (
  { sample: { source }, flags }: TimesInput,
  undated: Found | undefined,
  where: Where,
): number | undefined => {
  if (flags.date !== undefined) return Date.parse(`${flags.date}T00:00:00Z`);
  if (undated === undefined) return undefined;
  for (const [key, value] of source.partitions) {
    const midnight = DATE_COLUMNS.includes(canonical(key))
      ? (clockTextOf(value, undefined)?.midnight ?? NaN)
      : NaN;
    if (!Number.isNaN(midnight)) return midnight;
  }
  throw question('no-date', {
    where: where('at', undated),
    value: undated.value,
    offered: datesIn(`${source.path}/${source.entry ?? ''}`),
  });
};

/** The dates in the names of a path, as `2025-12-29`. */
const datesIn = (path: string): readonly string[] => {
  const dates = [...path.matchAll(/(?<!\d)(20\d{2})[-_]?(\d{2})[-_]?(\d{2})(?!\d)/g)].map(
    ([, year = '', month = '', day = '']) => `${year}-${month}-${day}`,
  );
  return [...new Set(dates.filter((date) => !Number.isNaN(Date.parse(`${date}T00:00:00Z`))))];
};

/** A moment beside `at` that has no date, or is no time, is left out: nothing is lost that `at` does not tell. */
const isTold = (times: ColumnTimes | undefined, midnight: number | undefined): boolean =>
  times === undefined ||
  (times.other === undefined &&
    times.small === undefined &&
    times.serial === undefined &&
    (times.noDate === undefined || midnight !== undefined));

interface ZoneName {
  readonly name: string;
  readonly note: string;
}

const INDIA = 'Asia/Kolkata';

/** The zone of local times: given, said by the column's name, or that of the instruments' exchange. */
const zoneNameOf = (
  { table, flags, exchanges }: TimesInput,
  positions: Positions,
  looked: readonly (readonly [TapeField, ColumnTimes])[],
  rules: Omit<TimeRules, 'zone'>,
  where: Where,
): ZoneName | undefined => {
  if (flags.zone !== undefined) {
    if (zoneOf(flags.zone) === undefined) throw question('unknown-zone', { zone: flags.zone });
    return { name: flags.zone, note: flags.zone };
  }
  const [field, local] =
    looked.flatMap(([name, times]) => {
      const found =
        times.local ?? times.noDate ?? (rules.isMsOfDay && name === 'at' ? times.small : undefined);
      return found === undefined ? [] : [[name, found] as const];
    })[0] ?? [];
  if (field === undefined || local === undefined) return undefined;
  const column = table.columns[positions.get(field) ?? -1] ?? '';
  const suffix = /(?:^|[_ .(-])(ist|utc|gmt)\)?$/i.exec(column)?.[1]?.toLowerCase();
  if (suffix !== undefined) {
    const name = suffix === 'ist' ? INDIA : 'UTC';
    return { name, note: `${name}, as the column says` };
  }
  const hours = [...exchanges].map(exchangeHours);
  const [exchange = ''] = exchanges;
  const ofAll = hours[0];
  if (ofAll === undefined || hours.includes(undefined))
    throw question('no-zone', {
      where: where(field, local),
      value: local.value,
      isOfUnknown: exchanges.size === 0,
    });
  refuseOutside({ table, position: positions.get(field) ?? -1, rules }, exchange, (found) =>
    where(field, found),
  );
  return { name: INDIA, note: `${INDIA}, the zone of ${exchange}` };
};

/** Asks where the clocks of the sample lie outside the exchange's hours, and would lie within them in UTC. */
const refuseOutside = (
  { table, position, rules }: { table: Table; position: number; rules: Omit<TimeRules, 'zone'> },
  exchange: string,
  where: (found: Found) => string,
): void => {
  const hours = exchangeHours(exchange);
  if (hours === undefined) return;
  const isWithin = (clock: number): boolean => clock >= hours.from && clock < hours.to;
  let inExchange = 0;
  let inUtc = 0;
  let outside: (Found & { readonly clock: number }) | undefined;
  cellsOf(table, position).forEach((cell, i) => {
    const clock = clockOfCell(cell, rules.isMsOfDay);
    if (clock === undefined) return;
    const utcClock = (clock + IST_OFFSET_MS) % DAY_MS;
    if (isWithin(clock)) inExchange += 1;
    else if (isWithin(utcClock)) outside ??= { row: i + 1, value: cell.trim(), clock };
    if (isWithin(utcClock)) inUtc += 1;
  });
  if (outside === undefined || inExchange >= inUtc) return;
  throw question('zone-of-exchange', {
    where: where(outside),
    value: outside.value,
    exchange,
    hours: hoursText(hours),
    asLocal: `${clockOf(outside.clock)} IST`,
    asUtc: `${clockOf((outside.clock + IST_OFFSET_MS) % DAY_MS)} IST`,
  });
};

/**
 * Asks where the moments of the sample lie outside the exchange's hours, and would lie within them if what was
 * written as UTC (a number since 1970, or `Z`) were the clock of India: a common mistake of recorders.
 */
const refuseLocalAsUtc = (
  { table, flags, exchanges }: TimesInput,
  position: number,
  where: (found: Found) => string,
): void => {
  const [exchange = ''] = exchanges;
  const hours = exchangeHours(exchange);
  if (flags.zone === 'UTC' || hours === undefined || ![...exchanges].every(exchangeHours)) return;
  const isWithin = (clock: number): boolean => clock >= hours.from && clock < hours.to;
  let asUtc = 0;
  let asLocal = 0;
  let outside: (Found & { readonly clock: number }) | undefined;
  cellsOf(table, position).forEach((cell, i) => {
    const clock = utcClockOf(cell.trim());
    if (clock === undefined) return;
    const istClock = (clock + IST_OFFSET_MS) % DAY_MS;
    if (clock === 0 || istClock === 0) return; // a day, not a time of day
    if (isWithin(istClock)) asUtc += 1;
    else if (isWithin(clock)) outside ??= { row: i + 1, value: cell.trim(), clock };
    if (isWithin(clock)) asLocal += 1;
  });
  if (outside === undefined || asUtc >= asLocal || asLocal < FEWEST_MOMENTS) return;
  throw question('utc-of-exchange', {
    where: where(outside),
    value: outside.value,
    exchange,
    hours: hoursText(hours),
    asUtc: `${clockOf((outside.clock + IST_OFFSET_MS) % DAY_MS)} IST`,
    asLocal: `${clockOf(outside.clock)} IST`,
  });
};

/** A few messages after the close say nothing of how a recorder writes its times. */
const FEWEST_MOMENTS = 10;

/** Ms since midnight UTC of a moment that is written in UTC; undefined for any other text. */
const utcClockOf = (cell: string): number | undefined => {
  const decoded = decodeTime(cell, { ...NO_TIME_RULES, dates: 'day-first' });
  if (E.isLeft(decoded)) return undefined;
  const { offset = 0 } = clockTextOf(cell, 'day-first') ?? {};
  return offset === 0 ? decoded.right % DAY_MS : undefined;
};

const hoursText = ({ from, to }: ExchangeHours): string =>
  `${clockOf(from)} to ${to === DAY_MS ? '24:00:00' : clockOf(to)} IST`;

/** Of a local time, ms since midnight; a date alone has no clock. */
const clockOfCell = (cell: string, isMsOfDay: boolean): number | undefined => {
  if (isMsOfDay && /^\d{1,8}(?:\.\d*)?$/.test(cell.trim())) return Number(cell) % DAY_MS;
  const said = clockTextOf(cell.trim(), 'day-first');
  return said === undefined || said.isDateAlone || said.offset !== undefined ? undefined : said.clock;
};

const noteOf = (
  at: ColumnTimes,
  isMsOfDay: boolean,
  midnight: number | undefined,
  zone: string | undefined,
): string => {
  const day =
    midnight === undefined || midnight < EARLIEST_MS
      ? ''
      : ` of ${new Date(midnight).toISOString().slice(0, 10)}`;
  return [
    ...(at.epoch === undefined ? [] : [`epoch ${at.epoch.unit}`]),
    ...(at.zoned === undefined ? [] : ['of the zone it names']),
    ...(isMsOfDay ? [`ms${day}`] : at.noDate === undefined ? [] : [day.trim()]),
    ...(zone === undefined || (at.local ?? at.noDate ?? (isMsOfDay ? at.small : undefined)) === undefined
      ? []
      : [zone]),
  ].join('; ');
};
