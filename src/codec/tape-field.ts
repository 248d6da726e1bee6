import { DEPTH_FIELDS, type DepthField } from '../domain/depth.js';
import { TOUCHLINE_FIELDS } from '../domain/touchline.js';

export type TouchlineField = (typeof TOUCHLINE_FIELDS)[number];

/** Fields of a row that hold a number or a moment; `close` and `volumeDelta` are only in bars and whole rows. */
export type NumberField = 'exchangeAt' | TouchlineField | DepthField | 'close' | 'volumeDelta';

/** Everything that a column of a stored file can mean to us. */
export type TapeField = 'at' | 'kind' | 'token' | 'symbol' | NumberField;

/** The numbers and moments of the project's own format. */
export const TAPE_NUMBERS = ['exchangeAt', ...TOUCHLINE_FIELDS, ...DEPTH_FIELDS] as const;

export const NUMBER_FIELDS: readonly NumberField[] = [...TAPE_NUMBERS, 'close', 'volumeDelta'];

export const TAPE_FIELDS: readonly TapeField[] = ['at', 'kind', 'token', 'symbol', ...NUMBER_FIELDS];

/** The columns of the project's own format, in the order in which they are written. */
export const TAPE_COLUMNS = ['at', 'kind', 'token', ...TAPE_NUMBERS] as const;

/** Levels of the book that a tape has columns for: the touchline alone, or all that the depth feed sends. */
export type Levels = 1 | 5;

export const columnsOf = (levels: Levels): readonly (typeof TAPE_COLUMNS)[number][] =>
  levels === 5 ? TAPE_COLUMNS : TAPE_COLUMNS.slice(0, TAPE_COLUMNS.length - DEPTH_FIELDS.length);

/** The numbers that a row of each shape can have. */
export const ROW_NUMBERS = {
  tape: TAPE_NUMBERS,
  full: [...TAPE_NUMBERS, 'volumeDelta'],
  bars: ['open', 'high', 'low', 'close', 'volume', 'openInterest'],
} as const satisfies Readonly<Record<string, readonly NumberField[]>>;

/** A bar is nothing without these. */
export const BAR_PRICES: readonly NumberField[] = ['open', 'high', 'low', 'close'];

export const isTapeField = (text: string): text is TapeField =>
  (TAPE_FIELDS as readonly string[]).includes(text);

export const isNumberField = (field: TapeField): field is NumberField =>
  (NUMBER_FIELDS as readonly TapeField[]).includes(field);

export type Unit = 'price' | 'quantity' | 'moment';

/** What the number of a field counts: rupees, units or epoch ms. */
export const unitOf = (field: NumberField): Unit =>
  MOMENTS.has(field) ? 'moment' : PRICES.has(field) ? 'price' : 'quantity';

const MOMENTS: ReadonlySet<string> = new Set(['exchangeAt', 'lastTradedAt']);

const PRICES: ReadonlySet<string> = new Set([
  'last',
  'open',
  'high',
  'low',
  'close',
  'previousClose',
  'averagePrice',
  'bid',
  'ask',
  ...[2, 3, 4, 5].flatMap((level) => [`bid${level}`, `ask${level}`]),
  'lowerCircuit',
  'upperCircuit',
]);
