import * as E from 'fp-ts/lib/Either.js';
import { type RowRules, PLAIN_ROWS } from '../../../codec/tape-cell.js';
import { BAR_PRICES, type NumberField, type RowForm, type TapeField } from '../../../codec/tape-field.js';
import { decodeTime } from '../../../codec/tape-time.js';
import type { ContractName } from '../../../domain/contract.js';
import { sessionDayOf } from '../../../domain/session.js';
import { epochMs } from '../../../domain/time.js';
import { exchangeOf, isToken, type Token } from '../../../domain/token.js';
import type { Shape } from '../../../port/tape.js';
import { type NameCells, TokenSource } from '../decode/token-source.js';
import { canonical } from './aliases.js';
import { barInterval, barStampOf, type BarTime } from './bars.js';
import { chainLegsOf } from './chain.js';
import { columnTimes, hasTimes } from './column-times.js';
import { placeOf, type Table, tableOf } from './header.js';
import { type LeanFile, leanFileOf } from './lean.js';
import { mappingText } from './mapping-text.js';
import { givenPositions, namesOf } from './positions.js';
import { pricesOf } from './prices.js';
import { question } from './questions.js';
import type { Positions, Reading } from './reading.js';
import type { ReadingFlags } from './reading-flags.js';
import type { Sample } from './sample.js';
import { type Shaped, shapeOf } from './shapes.js';
import { timesOf } from './times.js';
import { type Vendor, vendorOf } from './vendors.js';
import { volumeIn } from './volume.js';

/** What is known of a file beside what is in it. */
export interface Known {
  readonly flags: ReadingFlags;
  /** Given for it. */
  readonly token: Token | undefined;
  /** Of rows that name nothing. */
  readonly defaultToken: Token | undefined;
  readonly resolve: (named: ContractName) => Token | undefined;
  /** Rupees; undefined where it is not known. */
  readonly tickSizeOf: (token: Token) => number | undefined;
}

/**
 * Recognises how a file is to be read: one reading, two for a chain with call and put side by side. Pure. Throws
 * a question (a UsageError) where two readings are left, with both and the flag that decides, and for columns
 * that make no tape.
 */
export const recognise = (sample: Sample, known: Known): readonly Reading[] => {
  const table = tableOf(sample);
  const lean = table.hasHeader ? undefined : leanOf(sample, known.flags);
  if (lean !== undefined) return [leanReading(sample, table, lean, known)];
  const vendor = vendorOf(table.columns.map(canonical));
  const given = table.hasHeader
    ? givenPositions(sample.source.name, table.columns, known.flags.map)
    : headerless(sample, table, known.flags);
  const legs = chainLegsOf(table.columns, given);
  if (legs !== undefined) {
    refuseOneToken(sample, table, legs[0]?.positions ?? given, known);
    return legs.map(({ optionType, positions }) =>
      readingOf({
        ...{
          sample,
          table,
          known,
          vendor: undefined,
          given,
          contract: { optionType },
          volume: 'day',
          lean: undefined,
        },
        shaped: { shape: 'option chain', form: 'full', positions: inOrderOfReceipt(positions) },
      }),
    );
  }
  const shaped =
    shapeOf(table.columns, given, vendor) ?? shapeOf(table.columns, withIndex(table, given), vendor);
  if (shaped === undefined)
    throw question('no-tape', { name: sample.source.name, columns: namesOf(table.columns) });
  refuseTwice(sample, table, shaped.positions, known.flags);
  return [
    shaped.form === 'tape'
      ? tapeReading(table, shaped)
      : readingOf({
          ...{ sample, table, known, vendor, given, contract: {}, volume: vendor?.volume, lean: undefined },
          shaped: withoutActions(table, shaped, vendor),
        }),
  ];
};

/** Of two columns of one name either could be meant, where its number was not said. */
const refuseTwice = (
  { source }: Sample,
  { columns, hasHeader }: Table,
  positions: Positions,
  { map }: ReadingFlags,
): void => {
  const names = columns.map(canonical);
  for (const [field, position] of positions) {
    const name = names[position] ?? '';
    const second = names.findIndex((other, i) => i !== position && other === name);
    if (!hasHeader || second === -1 || /^\d+$/.test(map[field] ?? '') || isExact(columns, map[field]))
      continue;
    throw question('column-twice', {
      name: source.name,
      field,
      column: columns[position] ?? '',
      numbers: `${Math.min(position, second) + 1} and ${Math.max(position, second) + 1}`,
    });
  }
};

/** Whether one column alone is written just so. */
const isExact = (columns: readonly string[], name: string | undefined): boolean =>
  columns.filter((column) => column === name).length === 1;

/** The project's own format says all of itself. */
const tapeReading = (table: Table, { shape, form, positions }: Shaped): Reading => {
  const reading = {
    shape, form, positions, columns: table.columns, hasHeader: table.hasHeader, rules: PLAIN_ROWS, contract: {},
    intervalMs: 0, barStamp: 'start',
  } as const; // prettier-ignore
  return { ...reading, text: mappingText(reading, undefined, 'epoch ms', []) };
};

const leanOf = ({ source }: Sample, { profile, map }: ReadingFlags): LeanFile | undefined => {
  if (profile === 'ltp' || map['at'] !== undefined) return undefined;
  const lean = leanFileOf(source);
  if (lean?.isUnmistakable === true || (lean !== undefined && profile === 'lean')) return lean;
  if (profile === 'lean') throw question('lean-name', { name: source.name });
  return undefined;
};

const leanReading = (sample: Sample, table: Table, lean: LeanFile, known: Known): Reading => {
  const { name } = sample.source;
  const { flags, token } = known;
  const found = table.rows[0] ?? [];
  if (found.length !== lean.fields.length)
    throw question('profile-columns', {
      name,
      profile: 'lean',
      expected: `${lean.fields.length} columns in such a file`,
      found: found.join(','),
    });
  const positions = new Map(
    lean.fields.flatMap((field, i) => (field === undefined ? [] : [[field, i] as const])),
  );
  const form: RowForm = positions.has('open') ? 'bars' : positions.has('bidOpen') ? 'quoteBars' : 'full';
  const shape: Shape =
    form === 'bars' ? 'bars' : form === 'quoteBars' ? 'quote bars' : positions.has('last') ? 'trades' : positions.has('openInterest') ? 'open interest' : 'quotes'; // prettier-ignore
  const zone = flags.zone ?? lean.zone;
  if (zone === undefined && token === undefined)
    throw question('lean-zone', { name, market: lean.market ?? 'its market' });
  const scale = flags.scale ?? lean.scale ?? (lean.kind === 'openinterest' ? 1 : undefined);
  if (scale === undefined) throw question('lean-scale', { name, value: found[1] ?? '' });
  return readingOf({
    ...{ sample, table, vendor: undefined, given: positions, contract: lean.contract, volume: 'row' },
    known: { ...known, flags: { ...flags, zone, scale, date: flags.date ?? lean.date, volume: undefined } },
    lean,
    shaped: { shape, form, positions },
  });
};

/** The positions of a file without a header: by the user's numbers, or those of a profile. */
const headerless = (sample: Sample, table: Table, { map, profile }: ReadingFlags): Positions => {
  const { name } = sample.source;
  const row = table.rows[0] ?? [];
  const given = givenPositions(name, table.columns, map);
  if (given.has('at')) return given;
  if (profile !== 'ltp') throw question('no-header', { name, row: row.join(',') });
  if (row.length !== 2)
    throw question('profile-columns', {
      name,
      profile,
      expected: 'two columns, time and last price',
      found: row.join(','),
    });
  return new Map<TapeField, number>([['at', 0], ['last', 1], ...given]);
};

/** Names of the index of a table that was not named when it was written. */
const INDEX: readonly string[] = ['', 'unnamed:0', 'index', 'indexlevel0'];

/** The times of a table whose index has them. */
const withIndex = (table: Table, given: Positions): Positions => {
  const index = table.columns.findIndex(
    (column, position) =>
      INDEX.includes(canonical(column)) &&
      hasTimes(columnTimes(table.rows.map((cells) => cells[position] ?? ''))),
  );
  return index === -1 ? given : new Map([['at', index], ...given]);
};

/** A feed of orders tells a price with every action; only that of a trade is one that was paid. */
const withoutActions = (table: Table, shaped: Shaped, vendor: Vendor | undefined): Shaped => {
  const action = table.columns.findIndex((column) => canonical(column) === 'action');
  if (vendor?.isNano !== true || action === -1 || table.rows.every((cells) => cells[action] === 'T'))
    return shaped;
  const positions = new Map(
    [...shaped.positions].filter(([field]) => field !== 'last' && field !== 'volumeDelta'),
  );
  return { ...shaped, shape: positions.has('bid2') ? 'book' : 'quotes', positions };
};

/** A chain's own clock, where it has one, is the exchange's; the recorder's is when it was received. */
const inOrderOfReceipt = (positions: Positions): Positions => {
  const exchangeAt = positions.get('exchangeAt');
  return positions.has('at') || exchangeAt === undefined
    ? positions
    : new Map([...positions, ['at', exchangeAt]]);
};

const refuseOneToken = (sample: Sample, table: Table, positions: Positions, { token }: Known): void => {
  if (token === undefined) return;
  const named = (row: readonly string[] | undefined): string =>
    (['expiry', 'strike'] as const)
      .map((field) => row?.[positions.get(field) ?? -1] ?? '')
      .join(' ')
      .trim();
  throw question('many-contracts', {
    name: sample.source.name,
    named: named(table.rows[0]),
    other: named(table.rows[1]),
  });
};

interface ReadingInput {
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

const readingOf = (input: ReadingInput): Reading => {
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
