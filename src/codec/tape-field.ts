import { DEPTH_FIELDS, type DepthField } from '../domain/depth.js';
import { TOUCHLINE_FIELDS } from '../domain/touchline.js';

export type TouchlineField = (typeof TOUCHLINE_FIELDS)[number];

/** The prices of a bar of quotes: of each side of the book its open, high, low and close. */
export const QUOTE_BAR_PRICES = [
  'bidOpen',
  'bidHigh',
  'bidLow',
  'bidClose',
  'askOpen',
  'askHigh',
  'askLow',
  'askClose',
] as const;

/** Fields of a row that hold a number or a moment; those behind the depth are only in others' files. */
export type NumberField =
  'exchangeAt' | TouchlineField | DepthField | 'close' | 'volumeDelta' | (typeof QUOTE_BAR_PRICES)[number];

/**
 * What tells which instrument a row is of, beside its token; `symbol` is the underlying where the others tell a
 * contract on it.
 */
const NAME_FIELDS = ['symbol', 'expiry', 'strike', 'optionType'] as const;

/**
 * Everything that a column of a stored file can mean to us. `date` is the day of an `at` that is a time of day;
 * `suspicious` marks a row (1, true) that its source does not trust, `flags` names flags.
 */
export type TapeField =
  'at' | 'date' | 'kind' | 'token' | (typeof NAME_FIELDS)[number] | 'suspicious' | 'flags' | NumberField;

/** The numbers and moments of the project's own format. */
const TAPE_NUMBERS = ['exchangeAt', ...TOUCHLINE_FIELDS, ...DEPTH_FIELDS] as const;

export const NUMBER_FIELDS: readonly NumberField[] = [
  ...TAPE_NUMBERS,
  'close',
  'volumeDelta',
  ...QUOTE_BAR_PRICES,
];

export const TAPE_FIELDS: readonly TapeField[] = [
  'at',
  'date',
  'kind',
  'token',
  ...NAME_FIELDS,
  ...NUMBER_FIELDS,
  'suspicious',
  'flags',
];

/** The columns of the project's own format, in the order in which they are written. */
export const TAPE_COLUMNS = ['at', 'kind', 'token', ...TAPE_NUMBERS, 'flags'] as const;

export type TapeColumn = (typeof TAPE_COLUMNS)[number];

/** Levels of the book that a tape has columns for: the touchline alone, or all that the depth feed sends. */
export type Levels = 1 | 5;

/** Which of its columns a tape has. */
export interface TapeForm {
  readonly levels: Levels;
  /** Whether it tells the flags of its messages; what can be found again on reading needs none. */
  readonly flags: boolean;
}

export const columnsOf = ({ levels, flags }: TapeForm): readonly TapeColumn[] =>
  TAPE_COLUMNS.filter((column) => (column === 'flags' ? flags : levels === 5 || !DEPTH.has(column)));

const DEPTH: ReadonlySet<string> = new Set(DEPTH_FIELDS);

/** How rows are decoded and played: our own, whole rows, bars, bars of quotes. */
export type RowForm = keyof typeof ROW_NUMBERS;

/** The numbers that a row of each form can have. */
export const ROW_NUMBERS = {
  tape: TAPE_NUMBERS,
  full: [...TAPE_NUMBERS, 'volumeDelta'],
  bars: ['open', 'high', 'low', 'close', 'volume', 'openInterest'],
  quoteBars: [...QUOTE_BAR_PRICES, 'bidQuantity', 'askQuantity'],
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
  ...QUOTE_BAR_PRICES,
]);
