import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { isToken, type Token } from '../domain/token.js';
import type { NumberField } from './tape-field.js';
import { unitOf } from './tape-field.js';
import { decodeTime, isPlausible, type TimeRefusal } from './tape-time.js';
import type { Zone } from './tape-zone.js';

/** A cell of text and what it holds: undefined where it is empty. The codec's name says what was expected. */
export type Cell<A> = t.Type<A | undefined, string, unknown>;

/** Prices of this and above are a mistake of unit. */
export const PRICE_LIMIT = 1e9;
/** Whole numbers above this are no longer exact. */
export const QUANTITY_LIMIT = 2 ** 53;

export const isBlank = (text: string): boolean => text === '' || text.trim() === '';

const cell = <A>(name: string, decode: (text: string) => A | undefined): Cell<A> =>
  new t.Type<A | undefined, string, unknown>(
    name,
    (value): value is A | undefined => value === undefined || value !== null,
    (value, context) => {
      if (value === undefined) return t.success(undefined);
      if (typeof value !== 'string') return t.failure(value, context);
      if (isBlank(value)) return t.success(undefined);
      const decoded = decode(value);
      return decoded === undefined ? t.failure(value, context) : t.success(decoded);
    },
    (value) => (value === undefined ? '' : String(value)),
  );

/** `codec` where the row is nothing without it. */
export const required = <A>(codec: Cell<A>): t.Type<A, string, unknown> =>
  new t.Type<A, string, unknown>(
    codec.name.replace(', or nothing', ''),
    (value): value is A => value !== undefined && codec.is(value),
    (value, context) => {
      const decoded = codec.validate(value, context);
      return E.isRight(decoded) && decoded.right === undefined
        ? t.failure(value, context)
        : (decoded as t.Validation<A>);
    },
    (value) => codec.encode(value),
  );

const DECIMAL = /^[ \t]*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[ \t]*$/;

const numberFrom =
  (accepts: (value: number) => boolean) =>
  (text: string): number | undefined => {
    // Adding 0 makes the 0 of "-0" an ordinary one.
    const value = DECIMAL.test(text) ? Number(text) + 0 : NaN;
    return accepts(value) ? value : undefined;
  };

/** Rupees. */
export const PriceCell = cell(
  'a price from 0 to below 1000000000, or nothing',
  numberFrom((value) => value >= 0 && value < PRICE_LIMIT),
);

/** Units, or a number of them traded or open. */
export const QuantityCell = cell(
  'a quantity from 0 to below 2^53, or nothing',
  numberFrom((value) => value >= 0 && value < QUANTITY_LIMIT),
);

/** Epoch ms, as the project's own tape writes it. */
export const EpochCell = cell(
  'a whole number of milliseconds since 1970 UTC, from 2000 to 2100, or nothing',
  numberFrom((value) => Number.isInteger(value) && isPlausible(value)),
);

export const timeCell = (zone: Zone | undefined): Cell<number> =>
  cell(
    'a time from 2000 to 2100 (ISO text, or a number of s, ms, µs or ns since 1970), or nothing',
    (text) => {
      const decoded: E.Either<TimeRefusal, number> = decodeTime(text, zone);
      return E.isRight(decoded) ? decoded.right : undefined;
    },
  );

export const KindCell = cell<'tk' | 'tf'>('tk or tf', (text) =>
  text === 'tk' || text === 'tf' ? text : undefined,
);

export const TokenCell = cell<Token>('a token such as NSE|22, or nothing', (text) =>
  isToken(text) ? text : undefined,
);

export const SymbolCell = cell<string>('a symbol, or nothing', (text) => text);

/** The cell of a field by its unit; `moment` reads its times. */
export const numberCell = (field: NumberField, moment: Cell<number>): Cell<number> => {
  const unit = unitOf(field);
  return unit === 'moment' ? moment : unit === 'price' ? PriceCell : QuantityCell;
};
