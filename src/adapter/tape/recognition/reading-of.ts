import * as E from 'fp-ts/lib/Either.js';
import type { RowRules } from '../../../codec/tape-cell.js';
import { BAR_PRICES, type NumberField, type TapeField } from '../../../codec/tape-field.js';
import { decodeTime } from '../../../codec/tape-time.js';
import type { ContractName } from '../../../domain/contract.js';
import { sessionDayOf } from '../../../domain/session.js';
import { epochMs } from '../../../domain/time.js';
import { exchangeOf, isToken } from '../../../domain/token.js';
import { type NameCells, TokenSource } from '../decode/token-source.js';
import { canonical } from './aliases.js';
import { barInterval, barStampOf, type BarTime } from './bars.js';
import { columnTimes } from './column-times.js';
import { placeOf, type Table } from './header.js';
import type { LeanFile } from './lean.js';
import { mappingText } from './mapping-text.js';
import { pricesOf } from './prices.js';
import { question } from './questions.js';
import type { Positions, Reading } from './reading.js';
import type { Sample } from './sample.js';
import type { Shaped } from './shapes.js';
import { timesOf } from './times.js';
import type { Vendor } from './vendors.js';
import { volumeIn } from './volume.js';
import type { Known } from './known.js';

export interface ReadingInput {
  readonly sample: Sample;
  readonly table: Table;
  readonly known: Known;
  readonly vendor: Vendor | undefined;
  readonly given: Positions;
  readonly contract: Partial<ContractName>;
  /** What a plain volume is, by whose file it is. */
  readonly volume: 'day' | 'row' | undefined;
  readonly lean: LeanFile | undefined;
  readonly shaped: Shaped;
}

export const readingOf = (input: ReadingInput): Reading => {
  const { sample, table, known, vendor, given, lean, shaped } = input;
  const { flags } = known;
  const named = withNames(table, shaped.positions);
  const symbol = symbolOf(sample, named);
  const contract = { ...(symbol === undefined ? {} : { symbol }), ...input.contract };
  const tokens = new TokenSource({
    ofFile: known.token,
    contract,
    dates: flags.dates ?? vendor?.dates,
    resolve: known.resolve,
    byDefault: known.defaultToken,
  });
  for (const cells of table.rows) tokens.numberOf(namesIn(named, cells));
  // Where files are only looked at, a symbol that nobody knows stands for itself.
  const exchanges = new Set(tokens.tokens.flatMap((token) => (isToken(token) ? exchangeOf(token) : [])));
  const times = timesOf({
    sample,
    table,
    positions: named,
    flags,
    vendor,
    exchanges,
    isMsOfDay: lean !== undefined,
  });
  const isTimeKnown = lean !== undefined || 'at' in flags.map;
  if (shaped.form === 'full' && !isTimeKnown) refuseDaysAlone(sample, table, times.positions);
  const rows = rowTimes(table, times.positions, times.rules);
  const prices = pricesOf({
    sample, table, positions: times.positions, flags, vendor, scale: undefined,
    tickSizes: tokens.tokens.flatMap((token) => known.tickSizeOf(token) ?? []),
  }); // prettier-ignore
  const isFull = shaped.form === 'full';
  const positions =
    isFull && lean === undefined
      ? volumeIn({
          ...{ sample, table, positions: times.positions, flag: flags.volume, given, known: input.volume },
          countOf: (row) => rows[row]?.count ?? '',
        })
      : times.positions;
  const isOneSided = isFull && isOfOneSide(table, positions);
  const none = new Set<NumberField>([
    ...(isOneSided ? SIDES : []),
    ...(shaped.shape === 'option chain' || vendor?.isZeroNoTrade === true ? (['last'] as const) : []),
  ]);
  const rules: RowRules = {
    times: times.rules,
    pricesOf: prices.rulesOf,
    isZeroNone: (field) => none.has(field),
  };
  const bars = barsOf(input, positions, rows, exchanges);
  const reading = {
    shape: isOneSided ? 'one-sided quotes' : shaped.shape,
    form: shaped.form,
    columns: table.columns,
    hasHeader: table.hasHeader,
    positions,
    rules,
    contract,
    ...bars,
  } as const;
  const notes = [
    ...prices.notes,
    ...(contract.optionType === undefined || lean !== undefined ? [] : [contract.optionType]),
  ];
  return {
    ...reading,
    text: mappingText(reading, lean === undefined ? vendor?.name : 'LEAN', times.note, notes),
  };
};

/** A whole row at the midnight before its day would tell prices of the day before anybody knew them. */
const refuseDaysAlone = (sample: Sample, table: Table, positions: Positions): void => {
  const position = positions.get('at') ?? -1;
  const { local, localClock, epoch, zoned, noDate, small } = columnTimes(
    table.rows.map((cells) => cells[position] ?? ''),
  );
  if (local === undefined || positions.has('date')) return;
  // Milliseconds since midnight can look like a day: 14450826 is 04:00:50.826.
  if ((localClock ?? epoch ?? zoned ?? noDate ?? small) !== undefined) return;
  throw question('no-clock', {
    where: placeOf(sample, table, local.row, table.columns[position] ?? ''),
    value: local.value,
    price: table.columns[positions.get('last') ?? -1] ?? 'ltp',
  });
};

const SIDES: readonly NumberField[] = ['bid', 'ask', 'bidQuantity', 'askQuantity'];

/** A column of tokens that are none of ours is one of symbols. */
const withNames = (table: Table, positions: Positions): Positions => {
  const token = positions.get('token');
  if (token === undefined || table.rows.some((cells) => isToken(cells[token] ?? ''))) return positions;
  const others = [...positions].filter(([field]) => field !== 'token');
  return new Map(positions.has('symbol') ? others : [...others, ['symbol', token]]);
};

const SYMBOL_FOLDERS: readonly string[] = ['symbol', 'ticker', 'instrument', 'tradingsymbol'];

/** What the folders of a file say that all its rows are of. */
const symbolOf = ({ source }: Sample, positions: Positions): string | undefined =>
  positions.has('symbol')
    ? undefined
    : [...source.partitions].find(([key]) => SYMBOL_FOLDERS.includes(canonical(key)))?.[1];

const namesIn = (positions: Positions, cells: readonly string[]): NameCells => {
  const cellOf = (field: TapeField): string => cells[positions.get(field) ?? -1] ?? '';
  return {
    token: cellOf('token'),
    symbol: cellOf('symbol'),
    expiry: cellOf('expiry'),
    strike: cellOf('strike'),
    optionType: cellOf('optionType'),
  };
};

/** Of each row of a sample its time, NaN for none, and what its counts of volume are of: a token and a session. */
interface RowTime {
  readonly at: number;
  readonly value: string;
  readonly token: string;
  readonly count: string;
}

const rowTimes = ({ rows }: Table, positions: Positions, times: RowRules['times']): readonly RowTime[] => {
  const date = positions.get('date');
  return rows.map((cells) => {
    const clock = cells[positions.get('at') ?? -1]?.trim() ?? '';
    const value = date === undefined ? clock : `${cells[date]?.trim() ?? ''} ${clock}`;
    const decoded = decodeTime(value, times);
    const at = E.isRight(decoded) ? decoded.right : NaN;
    const token = Object.values(namesIn(positions, cells)).join(' ');
    return { at, value, token, count: `${token} ${sessionDayOf(epochMs(at))}` };
  });
};

/** Whether every row has a bid or an ask and none has both. */
const isOfOneSide = ({ rows }: Table, positions: Positions): boolean => {
  const [bid, ask] = [positions.get('bid'), positions.get('ask')];
  if (bid === undefined || ask === undefined) return false;
  let bids = 0;
  let asks = 0;
  for (const cells of rows) {
    const hasBid = Number(cells[bid] ?? 0) > 0;
    const hasAsk = Number(cells[ask] ?? 0) > 0;
    if (hasBid && hasAsk) return false;
    if (hasBid) bids += 1;
    if (hasAsk) asks += 1;
  }
  return bids > 0 && asks > 0;
};

const barsOf = (
  { sample, table, known: { flags }, vendor, lean, shaped }: ReadingInput,
  positions: Positions,
  rows: readonly RowTime[],
  exchanges: ReadonlySet<string>,
): Pick<Reading, 'intervalMs' | 'barStamp'> => {
  if (shaped.form !== 'bars' && shaped.form !== 'quoteBars') return { intervalMs: 0, barStamp: 'start' };
  const bars: readonly BarTime[] = rows.flatMap(({ at, value, token }, i) =>
    Number.isNaN(at) || !isBar(table.rows[i] ?? [], positions)
      ? []
      : [{ row: i + 1, at: epochMs(at), value, token }],
  );
  const intervalMs = barInterval(sample.source.name, bars, flags.intervalMs ?? lean?.intervalMs);
  const barStamp =
    flags.barStamp ??
    (lean !== undefined ? 'start' : vendor?.barStamp) ??
    barStampOf({
      ...{ sample, table, bars, intervalMs, exchanges },
      column: table.columns[positions.get('at') ?? -1] ?? '',
      isIndian: flags.zone === 'Asia/Kolkata' || bars.every(({ value }) => INDIAN_TIME.test(value)),
    });
  return { intervalMs, barStamp };
};

/** No exchange elsewhere keeps the time of India. */
const INDIAN_TIME = /\+05:?30$/;

/** Rows of nothing are no bars. */
const isBar = (cells: readonly string[], positions: Positions): boolean =>
  !positions.has('open') || BAR_PRICES.every((field) => (cells[positions.get(field) ?? -1] ?? '') !== '');
