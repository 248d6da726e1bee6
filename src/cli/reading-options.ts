import { type Command, Option } from 'commander';
import type { TapeInstrument } from '../adapter/tape/file-token.js';
import { REORDER_MS, type TapeOptions } from '../adapter/tape/open-tape.js';
import { PROFILES, type Profile } from '../adapter/tape/recognition/reading-flags.js';
import { UsageError } from '../domain/failure.js';
import { durationText } from '../domain/duration-text.js';
import type { Instrument } from '../domain/instrument.js';
import type { InstrumentBook } from '../domain/instrument-book.js';
import { isToken } from '../domain/token.js';
import { resolveInstruments } from '../run/resolve-instruments.js';
import { symbolTokens } from '../run/symbol-tokens.js';
import { calendarDate, columnMap, duration, interval, scale } from './option.js';

/** What commander makes of the options of {@link withReadingOptions}. */
export interface ReadingOptions {
  readonly master: readonly string[];
  readonly instrument: readonly string[];
  readonly map: Readonly<Record<string, string>>;
  readonly tz?: string;
  readonly profile?: Profile;
  readonly date?: string;
  readonly dates?: 'day-first' | 'month-first';
  readonly scale?: number;
  readonly volume?: 'day' | 'row';
  readonly barStamp?: 'start' | 'end';
  readonly interval?: number;
  readonly reorder: number;
  readonly onBadRow: 'stop' | 'skip';
}

/**
 * `command` with the options that say how files are read, the same for every command that reads any. `masters`
 * are those that are read when none is named.
 */
export const withReadingOptions = (command: Command, masters: readonly string[]): Command =>
  command
    .addOption(
      new Option('--master <file...>', 'instrument masters').default(masters, masters.join(' ') || 'none'),
    )
    .addOption(
      new Option(
        '--instrument <[pattern=]name...>',
        'instrument of files whose rows do not name one: for all, or for files that match',
      ).default([], 'none'),
    )
    .addOption(
      new Option('--map <pairs>', 'columns by hand, by name or number: last=ltp,at=1')
        .argParser(columnMap)
        .default({}, 'none'),
    )
    .option('--tz <zone>', 'zone of times that name none, such as Asia/Kolkata')
    .addOption(new Option('--profile <name>', 'whose file it is, where it has no header').choices(PROFILES))
    .option('--date <date>', 'date of times that have none: 2025-12-29', calendarDate)
    .addOption(new Option('--dates <order>', 'of 03-04-2025').choices(['day-first', 'month-first']))
    .option('--scale <n>', 'prices are n times too large: 100 for paise', scale)
    .addOption(new Option('--volume <of>', 'a volume is the day so far, or its row').choices(['day', 'row']))
    .addOption(
      new Option('--bar-stamp <at>', "a bar's time is its start or its end").choices(['start', 'end']),
    )
    .option('--interval <length>', 'length of a bar, where the file does not tell: 1m', interval)
    .addOption(
      new Option(
        '--reorder <length>',
        'rows that are so late at most are put in order; later ones are bad rows',
      )
        .argParser(duration)
        .default(REORDER_MS, durationText(REORDER_MS)),
    )
    .addOption(
      new Option('--on-bad-row <do>', 'rows that cannot be read').choices(['stop', 'skip']).default('stop'),
    );

/**
 * How files are read by these options. Symbols are looked up among `pipeline`'s instruments first, then in the
 * whole `book`; the only instrument of a pipeline is that of rows that name none.
 */
export const fileOptions = (
  options: ReadingOptions,
  pipeline: readonly Instrument[],
  book: InstrumentBook,
): Omit<Required<TapeOptions>, 'paths' | 'batchRows' | 'calendar'> => {
  const [only, ...others] = pipeline;
  return {
    map: options.map,
    zone: options.tz,
    profile: options.profile,
    date: options.date,
    dates: options.dates,
    scale: options.scale,
    volume: options.volume,
    barStamp: options.barStamp,
    intervalMs: options.interval,
    instruments: options.instrument.map((text) => fileInstrument(text, book)),
    defaultToken: others.length === 0 ? only?.token : undefined,
    resolveSymbol: symbolTokens(pipeline, book),
    reorderMs: options.reorder,
    tickSizeOf: (token) => book.byToken(token)[0]?.tickSize,
    onBadRow: options.onBadRow,
  };
};

/** `NSE:ACC-EQ` for all files, `acc*.csv=NSE:ACC-EQ` for those that match; a token needs no master to be known. */
const fileInstrument = (text: string, book: InstrumentBook): TapeInstrument => {
  const at = text.lastIndexOf('=');
  const name = text.slice(at + 1);
  const pattern = at === -1 ? undefined : text.slice(0, at);
  if (isToken(name)) return { pattern, token: name };
  const [instrument] = resolveInstruments(book, [name]);
  if (instrument === undefined) throw new UsageError(`--instrument ${text}: no such instrument`);
  return { pattern, token: instrument.token };
};
