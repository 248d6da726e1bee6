import { UsageError } from '../../../domain/failure.js';

/** Where a value stands: file, row and column. */
interface Place {
  /** `ticks.csv: row 12: column "time"`. */
  readonly where: string;
  readonly value: string;
}

/**
 * All that the recogniser can ask or refuse, by id. Each text shows the value that raised it and names the flag
 * that answers; docs/data.md explains each under its id.
 */
const QUESTIONS = {
  'no-zone': ({ where, value, isOfUnknown = false }: Place & { readonly isOfUnknown?: boolean }) =>
    `${where}: "${value}" has no time zone; say which with --tz, such as --tz Asia/Kolkata` +
    (isOfUnknown ? ', or name the instrument with --instrument: its exchange has one' : ''),

  'zone-of-exchange': ({
    where,
    value,
    exchange,
    hours,
    asLocal,
    asUtc,
  }: Place & {
    readonly exchange: string;
    readonly hours: string;
    readonly asLocal: string;
    readonly asUtc: string;
  }) =>
    `${where}: "${value}" names no zone. In ${exchange}'s (Asia/Kolkata) it is ${asLocal}, outside its hours ` +
    `(${hours}); in UTC it is ${asUtc}, within them. Say which: --tz Asia/Kolkata or --tz UTC`,

  'utc-of-exchange': ({
    where,
    value,
    exchange,
    hours,
    asUtc,
    asLocal,
  }: Place & {
    readonly exchange: string;
    readonly hours: string;
    readonly asUtc: string;
    readonly asLocal: string;
  }) =>
    `${where}: "${value}" is UTC as it is written, and ${asUtc}, outside the hours of ${exchange} (${hours}); if ` +
    `the clock of India was written as if it were UTC, it is ${asLocal}, within them. Say --tz UTC if it is UTC; ` +
    'else take 5:30 hours (19800 s) off each time and save the file again',

  'unknown-zone': ({ zone }: { readonly zone: string }) =>
    `--tz ${zone}: no such time zone; Asia/Kolkata is one`,

  'no-date': ({ where, value, offered }: Place & { readonly offered: readonly string[] }) =>
    `${where}: "${value}" has no date; say it with --date, such as --date ${offered[0] ?? '2025-12-29'}` +
    (offered.length === 0
      ? ''
      : ` (names of files and folders have ${offered.join(', ')}, and may be wrong)`),

  'no-clock': ({ where, value, price }: Place & { readonly price: string }) =>
    `${where}: "${value}" is a day without a time of day, and nobody knew its prices at its midnight; name the ` +
    `column of the time with --map at=COLUMN, or read the rows as bars of a day with --map close=${price}`,

  'day-order': ({ where, value }: Place) =>
    `${where}: "${value}" can be ${readings(value)}; say which with --dates day-first or --dates month-first`,

  'two-day-orders': ({ where, value, other }: Place & { readonly other: string }) =>
    `${where}: "${value}" has its month first and ${other} its day; one file cannot have both. ` +
    'Mend the file, or read the rows of one order with --dates and --on-bad-row skip',

  'spreadsheet-days': ({ where, value }: Place) =>
    `${where}: "${value}" is a day number of a spreadsheet; format the column as text, such as ` +
    '2025-12-29 09:15:00, and save it again',

  'not-a-time': ({ where, value }: Place) =>
    `${where}: "${value}" is no time that is understood; name the column of times with --map at=COLUMN`,

  'seconds-or-ms': ({
    where,
    value,
    asSeconds,
    asMs,
  }: Place & { readonly asSeconds: string; readonly asMs: string }) =>
    `${where}: "${value}" since midnight is ${asMs} in milliseconds, ${asSeconds} in seconds; only milliseconds ` +
    'are read: write seconds as times of day (09:15:00)',

  'volume-kind': ({ where, value, because }: Place & { readonly because: string }) =>
    `${where}: ${value} can be the day's volume so far or what each row traded (${because}); ` +
    'say which with --volume day or --volume row',

  'bar-stamp': ({
    where,
    value,
    asStart,
    asEnd,
  }: Place & { readonly asStart: string; readonly asEnd: string }) =>
    `${where}: "${value}" can be the start of its bar, which is then ${asStart}, or its end, ${asEnd}; ` +
    'say which with --bar-stamp start or --bar-stamp end',

  'bar-interval': ({ name }: { readonly name: string }) =>
    `${name}: one bar does not tell how long it is; say it with --interval, such as --interval 1m`,

  'price-scale': ({
    where,
    value,
    asPaise,
    other,
  }: Place & { readonly asPaise: string; readonly other: string }) =>
    `${where}: ${value} can be a price in rupees, or ${asPaise} in paise: ${other}; ` +
    'say which with --scale 1 or --scale 100',

  'no-header': ({ name, row }: { readonly name: string; readonly row: string }) =>
    `${name}: the first line is no header but a row: ${row}. Say what its columns are, by number (--map at=1,last=2), ` +
    'or whose file it is: --profile ltp (time and last price) or --profile lean',

  'profile-columns': ({
    name,
    profile,
    expected,
    found,
  }: {
    readonly name: string;
    readonly profile: string;
    readonly expected: string;
    readonly found: string;
  }) => `${name}: --profile ${profile} has ${expected}; the first row is ${found}`,

  'lean-name': ({ name }: { readonly name: string }) =>
    `${name}: --profile lean reads the date and kind of a file in its name, such as 20131007_trade.zip or ` +
    '20131007_ibm_minute_trade.csv; this one says none',

  'lean-zone': ({ name, market }: { readonly name: string; readonly market: string }) =>
    `${name}: the zone of ${market} is not known; say it with --tz, such as --tz America/New_York`,

  'lean-scale': ({ name, value }: { readonly name: string; readonly value: string }) =>
    `${name}: row 1: the price ${value} is ${value} of an index or future, or ${Number(value) / 10_000} of a stock ` +
    'or option; keep the folders (equity/usa/minute/…), or say which with --scale 1 or --scale 10000',

  'no-tape': ({ name, columns }: { readonly name: string; readonly columns: string }) =>
    `${name}: these columns are no tape: ${columns}. Needed are a time and one of: ` +
    'kind and token (our own format); last, bid, ask or open interest (whole rows); open, high, low and close ' +
    '(bars). Name a column that is called otherwise with --map, such as --map last=ltp',

  'map-field': ({ pair, fields }: { readonly pair: string; readonly fields: string }) =>
    `--map ${pair}: no such field. Fields: ${fields}`,

  'map-column': ({
    name,
    pair,
    columns,
  }: {
    readonly name: string;
    readonly pair: string;
    readonly columns: string;
  }) => `${name}: --map ${pair}: no such column. Found: ${columns}`,

  'column-twice': ({
    name,
    field,
    column,
    numbers,
  }: {
    readonly name: string;
    readonly field: string;
    readonly column: string;
    readonly numbers: string;
  }) =>
    `${name}: two columns are called "${column}": ${numbers}; say which is ${field} by its number, such as --map ${field}=${numbers.split(' ')[0] ?? ''}`,

  'no-instrument': ({ where }: { readonly where: string; readonly named: string }) =>
    `${where}: nothing says which instrument it is of; name it with --instrument`,

  'unknown-symbol': ({ where, named }: { readonly where: string; readonly named: string }) =>
    `${where}: symbol "${named}": no such instrument; name the one it is of with --instrument, or its master with --master`,

  'many-contracts': ({
    name,
    named,
    other,
  }: {
    readonly name: string;
    readonly named: string;
    readonly other: string;
  }) =>
    `${name}: its rows are of many contracts (${named}, ${other}); --instrument cannot make them one. ` +
    'Leave it out, and give the master that has them with --master',
} satisfies Readonly<Record<string, (facts: never) => string>>;

export type QuestionId = keyof typeof QUESTIONS;

export const QUESTION_IDS = Object.keys(QUESTIONS) as readonly QuestionId[];

/** The question `id` about `facts`: what was found, how it can be read, and the flag that decides. */
export const question = <Id extends QuestionId>(
  id: Id,
  facts: Parameters<(typeof QUESTIONS)[Id]>[0],
): UsageError => {
  const tell = QUESTIONS[id] as (facts: Parameters<(typeof QUESTIONS)[Id]>[0]) => string; // the text of this id takes its own facts
  return new UsageError(`${tell(facts)} [${id}]`);
};

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']; // prettier-ignore

/** `3 April 2025 or 4 March 2025` for 03-04-2025. */
const readings = (value: string): string => {
  const [, first = '', second = '', year = ''] = /(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})/.exec(value) ?? [];
  const told = (day: string, month: string): string =>
    `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
  return `${told(first, second)} or ${told(second, first)}`;
};
