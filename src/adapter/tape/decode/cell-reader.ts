import * as E from 'fp-ts/lib/Either.js';
import {
  type Cell,
  EpochCell,
  isBlank,
  numberCell,
  PLAIN_PRICES,
  PRICE_LIMIT,
  priceOf,
  type PriceRules,
  QUANTITY_LIMIT,
  type RowRules,
} from '../../../codec/tape-cell.js';
import { type NumberField, unitOf } from '../../../codec/tape-field.js';
import { isPlausible } from '../../../codec/tape-time.js';
import { decimalOf } from './decimal.js';

/** What a reader says of a cell that the codec refuses; NaN is an empty one. */
export const REFUSED = -1;

/** The number in a cell: NaN for an empty one, {@link REFUSED} for what is none. */
export type NumberReader = (text: string) => number;

/** Reads prices or quantities as their codec does, which it asks about all but plain decimals. */
export const numberReader = (field: NumberField, rules: RowRules): NumberReader => {
  const codec = numberCell(field, EpochCell, rules);
  const prices = unitOf(field) === 'price' ? rules.pricesOf(field) : PLAIN_PRICES;
  const limit = plainLimit(field, rules);
  return limit > 0
    ? plainReader(codec, limit)
    : convertingReader(codec, prices, rules.isZeroNone(field) ? 0 : NaN);
};

/** Below this the number in a plain decimal is the field's, as it is; 0 where there is more to it. */
export const plainLimit = (field: NumberField, rules: RowRules): number => {
  if (rules.isZeroNone(field)) return 0;
  if (unitOf(field) !== 'price') return QUANTITY_LIMIT;
  return isPlain(rules.pricesOf(field)) ? PRICE_LIMIT : 0;
};

export const isPlain = ({ scale, isSingle }: PriceRules): boolean => scale === 1 && !isSingle;

const plainReader =
  (codec: Cell<number>, limit: number): NumberReader =>
  (text) => {
    if (text === '') return NaN;
    const value = decimalOf(text);
    return value < limit ? value : decoded(codec, text);
  };

/** `none`: the number that says that there is none. */
const convertingReader =
  (codec: Cell<number>, rules: PriceRules, none: number): NumberReader =>
  (text) => {
    if (text === '') return NaN;
    const value = decimalOf(text);
    if (value === none) return NaN;
    const price = Number.isNaN(value) ? NaN : priceOf(value, rules);
    return price < PRICE_LIMIT ? price : decoded(codec, text);
  };

/** Reads the epoch milliseconds of the project's own tape. */
export const epochReader: NumberReader = (text) => {
  if (text === '') return NaN;
  const at = text.length === 13 ? decimalOf(text) : NaN;
  return Number.isInteger(at) && isPlausible(at) ? at : decoded(EpochCell, text);
};

/** Reads a moment that may be empty through a reader of times. */
export const momentReader =
  (timeOf: (text: string) => number): NumberReader =>
  (text) => {
    if (isBlank(text)) return NaN;
    const at = timeOf(text);
    return Number.isNaN(at) ? REFUSED : at;
  };

const decoded = (codec: Cell<number>, text: string): number => {
  const cell = codec.decode(text);
  return E.isLeft(cell) ? REFUSED : (cell.right ?? NaN);
};
