/**
 * Rows of a Noren instrument master. Columns are found by their header, so one codec reads Shoonya's files
 * (NSE, BSE, NFO, BFO, CDS, MCX, NCX) and Flattrade's, which order and spell them differently.
 */
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { Instrument, OptionType } from '../domain/instrument.js';
import { tokenOf } from '../domain/token.js';

/** Where each column of {@link MasterRow} stands in one file's header; undefined where it has none. */
export type MasterColumns = Readonly<Record<ColumnName, Column | undefined>>;

interface Column {
  readonly index: number;
  /** As the file spells it. */
  readonly title: string;
}

/** What a master must say of every instrument. */
export const REQUIRED_COLUMNS = [
  'Exchange',
  'Token',
  'LotSize',
  'Symbol',
  'TradingSymbol',
  'Instrument',
] as const;

/** A cell that does not say what it must. */
export interface CellError {
  /** As the file's header spells it. */
  readonly column: string;
  readonly value: string;
  readonly expected: string;
}

/** The columns of a header, whatever their order and case; left: the required ones that are missing. */
export const columnsOf = (header: readonly string[]): E.Either<readonly string[], MasterColumns> => {
  const columns = Object.fromEntries(
    COLUMN_NAMES.map((name) => [name, columnOf(header, name)]),
  ) as MasterColumns; // fromEntries forgets the keys
  const missing = REQUIRED_COLUMNS.filter((name) => columns[name] === undefined);
  return missing.length === 0 ? E.right(columns) : E.left(missing);
};

/** The masters keep rows for nothing at all: no token, or no symbol to call it by. */
export const isPlaceholder = (columns: MasterColumns, cells: readonly string[]): boolean =>
  cellOf(cells, columns.Token) === '' ||
  cellOf(cells, columns.Symbol) === '' ||
  cellOf(cells, columns.TradingSymbol) === '';

/** The instrument of a row that is no placeholder; left: every cell that is wrong. */
export const decodeInstrument = (
  columns: MasterColumns,
  cells: readonly string[],
): E.Either<readonly CellError[], Instrument> => {
  const texts = Object.fromEntries(COLUMN_NAMES.map((name) => [name, cellOf(cells, columns[name])]));
  const decoded = MasterRow.decode(texts);
  return E.isLeft(decoded)
    ? E.left(decoded.left.map((error) => cellErrorOf(columns, error)))
    : toInstrument(columns, cells, decoded.right);
};

const textCell = <A>(expected: string, read: (text: string) => A | null): t.Type<A, string, unknown> =>
  new t.Type<A, string, unknown>(
    expected,
    (value): value is A => typeof value !== 'string', // a cell is text; what was read from it no longer is
    (value, context) => {
      const cell = typeof value === 'string' ? read(value) : null;
      return cell === null ? t.failure(value, context) : t.success(cell);
    },
    String,
  );

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i; // futures write their strike as -1e-07
const numberOf = (text: string): number => (NUMBER.test(text) ? Number(text) : NaN);

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** `28-OCT-2025` as `2025-10-28`; null where there is no such day. */
const dayOf = (text: string): string | null => {
  const [, day, monthName, year] = /^(\d\d)-([A-Z]{3})-(\d{4})$/.exec(text.toUpperCase()) ?? [];
  if (day === undefined || monthName === undefined || year === undefined) return null;
  const month = MONTHS.indexOf(monthName) + 1;
  const iso = `${year}-${String(month).padStart(2, '0')}-${day}`;
  const at = Date.parse(iso);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(iso) ? iso : null; // 31-FEB would roll over
};

const absentOr =
  <A>(read: (text: string) => A | null) =>
  (text: string): A | undefined | null =>
    text === '' ? undefined : read(text);

const matching =
  (pattern: RegExp) =>
  (text: string): string | null =>
    pattern.test(text) ? text : null;

const numberWhere =
  (holds: (value: number) => boolean) =>
  (text: string): number | null => {
    const value = numberOf(text);
    return holds(value) ? value : null;
  };

/** One row under Shoonya's column names. Source: the masters of api.shoonya.com, 2025. */
const MasterRow = t.type(
  {
    Exchange: textCell('an exchange in capitals, such as NSE', matching(/^[A-Z]+$/)),
    Token: textCell('a token without spaces, bars or quotes', matching(/^[^|\s"]+$/)), // NCX tokens are words
    LotSize: textCell(
      'a whole number of units above 0',
      numberWhere((lot) => Number.isSafeInteger(lot) && lot > 0),
    ),
    Symbol: textCell('text', matching(/./)),
    TradingSymbol: textCell('text', matching(/./)),
    Instrument: textCell('a class such as EQ or OPTIDX', matching(/./)),
    TickSize: textCell('rupees, 0 or more', absentOr(numberWhere((tick) => tick >= 0 && tick < Infinity))),
    Expiry: textCell('a date such as 28-OCT-2025', absentOr(dayOf)),
    OptionType: textCell('CE, PE, XX or nothing', (text): OptionType | undefined | null =>
      text === 'CE' || text === 'PE' ? text : text === '' || text === 'XX' ? undefined : null,
    ),
    StrikePrice: textCell('rupees', absentOr(numberWhere(Number.isFinite))),
    GNGD: textCell('a number above 0', absentOr(numberWhere((factor) => factor > 0 && factor < Infinity))),
    Multiplier: textCell(
      'a number above 0',
      absentOr(numberWhere((factor) => factor > 0 && factor < Infinity)),
    ),
  },
  'MasterRow',
);

type MasterRow = t.TypeOf<typeof MasterRow>;
type ColumnName = keyof MasterRow;

const COLUMN_NAMES = Object.keys(MasterRow.props) as ColumnName[];

/** Flattrade's header where it differs by more than case. */
const ALIASES: Partial<Record<ColumnName, string>> = { StrikePrice: 'Strike' };

const columnOf = (header: readonly string[], name: ColumnName): Column | undefined => {
  const wanted = [name, ALIASES[name] ?? name].map((title) => title.toUpperCase());
  const index = header.findIndex((title) => wanted.includes(title.trim().toUpperCase()));
  const title = header[index];
  return title === undefined ? undefined : { index, title: title.trim() };
};

const cellOf = (cells: readonly string[], column: Column | undefined): string =>
  (column === undefined ? undefined : cells[column.index])?.trim() ?? '';

const cellErrorOf = (columns: MasterColumns, error: t.ValidationError): CellError => {
  const entry = error.context.at(-1);
  return {
    column: COLUMN_NAMES.flatMap((name) =>
      name === entry?.key ? [columns[name]?.title ?? name] : [],
    ).join(),
    value: String(error.value),
    expected: entry?.type.name ?? '',
  };
};

const toInstrument = (
  columns: MasterColumns,
  cells: readonly string[],
  row: MasterRow,
): E.Either<readonly CellError[], Instrument> => {
  const wrong = (name: ColumnName, expected: string): E.Either<readonly CellError[], never> =>
    E.left([{ column: columns[name]?.title ?? name, value: cellOf(cells, columns[name]), expected }]);
  const multiplier = multiplierOf(row);
  if (multiplier === undefined)
    return wrong(
      FACTOR_COLUMN[row.Exchange] ?? 'Multiplier',
      `a number above 0, which ${row.Exchange} prices need`,
    );
  const isOption = row.OptionType !== undefined;
  if (isOption && !(row.StrikePrice !== undefined && row.StrikePrice > 0))
    return wrong('StrikePrice', 'rupees above 0 for an option');
  return E.right({
    token: tokenOf(row.Exchange, row.Token),
    name: `${row.Exchange}:${row.TradingSymbol}`,
    exchange: row.Exchange,
    symbol: row.Symbol,
    tradingSymbol: row.TradingSymbol,
    kind: row.Instrument,
    lotSize: row.LotSize,
    tickSize: row.TickSize === 0 ? undefined : row.TickSize,
    multiplier,
    expiry: row.Expiry,
    strike: isOption ? row.StrikePrice : undefined, // futures carry -0.01, 0 or -1e-07
    optionType: row.OptionType,
  });
};

/** Exchanges whose prices are not rupees for one unit of the order quantity, and the column that says how many. */
const FACTOR_COLUMN: Partial<Record<string, 'GNGD' | 'Multiplier'>> = {
  MCX: 'GNGD',
  NCX: 'GNGD',
  CDS: 'Multiplier',
};

/**
 * Rupees gained by one unit of order quantity when the price rises by one rupee; undefined where the file
 * must say and does not. MCX orders count LotSize units a lot and a lot moves LotSize × GNGD rupees, so a
 * unit moves GNGD; a CDS lot is one unit of Multiplier dollars.
 */
const multiplierOf = (row: MasterRow): number | undefined => {
  const column = FACTOR_COLUMN[row.Exchange];
  return column === undefined ? 1 : row[column];
};
