import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { OptionType } from '../domain/instrument.js';
import { parseFlags } from './flags-text.js';
import { isToken, type Token } from '../domain/token.js';
import { clockTextOf, type DayOrder } from './clock-text.js';
import type { NumberField } from './tape-field.js';
import { unitOf } from './tape-field.js';
import { shortestSingle } from './shortest-single.js';
import { decodeTime, isPlausible, NO_TIME_RULES, type TimeRefusal, type TimeRules } from './tape-time.js';

/** A cell of text and what it holds: undefined where it is empty. The codec's name says what was expected. */
export type Cell<A> = t.Type<A | undefined, string, unknown>;

/** Prices of this and above are a mistake of unit. */
export const PRICE_LIMIT = 1e9;
/** Whole numbers above this are no longer exact. */
export const QUANTITY_LIMIT = 2 ** 53;

export const isBlank = (text: string): boolean => text === '' || text.trim() === '';

/** What a text that is there says, when it says that there is nothing. */
const NONE = Symbol('none');

const cell = <A>(name: string, decode: (text: string) => A | typeof NONE | undefined): Cell<A> =>
  new t.Type<A | undefined, string, unknown>(
    name,
    (value): value is A | undefined => value === undefined || value !== null,
    (value, context) => {
      if (value === undefined) return t.success(undefined);
      if (typeof value !== 'string') return t.failure(value, context);
      if (isBlank(value)) return t.success(undefined);
      const decoded = decode(value);
      if (decoded === undefined) return t.failure(value, context);
      return t.success(decoded === NONE ? undefined : decoded);
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

/** How the prices of a column are to be read. */
export interface PriceRules {
  /** They are this many times what they should be. */
  readonly scale: number;
  /** They were 32-bit numbers, whose shortest decimal is the price: 25974.900390625 is 25974.9. */
  readonly isSingle: boolean;
}

export const PLAIN_PRICES: PriceRules = { scale: 1, isSingle: false };

/** Prices in billionths have the largest whole number of 64 bits for none. */
export const NANO = 1e9;
const NANO_NONE = 2 ** 63;

/** The price that a number stands for; NaN for none. */
export const priceOf = (value: number, { scale, isSingle }: PriceRules): number => {
  if (value === NANO_NONE && scale === NANO) return NaN;
  const whole = isSingle ? shortestSingle(value) : value;
  return scale === 1 ? whole : whole / scale;
};

/** Rupees. */
export const priceCell = (rules: PriceRules): Cell<number> =>
  cell('a price from 0 to below 1000000000, or nothing', (text) => {
    const value = numberFrom((number) => number >= 0)(text);
    if (value === undefined) return undefined;
    const price = priceOf(value, rules);
    return Number.isNaN(price) ? NONE : price < PRICE_LIMIT ? price : undefined;
  });

export const PriceCell = priceCell(PLAIN_PRICES);

/** Units, or a number of them traded or open. */
const QuantityCell = cell(
  'a quantity from 0 to below 2^53, or nothing',
  numberFrom((value) => value >= 0 && value < QUANTITY_LIMIT),
);

/** Epoch ms, as the project's own tape writes it. */
export const EpochCell = cell(
  'a whole number of milliseconds since 1970 UTC, from 2000 to 2100, or nothing',
  numberFrom((value) => Number.isInteger(value) && isPlausible(value)),
);

export const timeCell = (rules: TimeRules): Cell<number> =>
  cell(
    'a time from 2000 to 2100 (ISO text, or a number of s, ms, µs or ns since 1970), or nothing',
    (text) => {
      const decoded: E.Either<TimeRefusal, number> = decodeTime(text, rules);
      return E.isRight(decoded) ? decoded.right : undefined;
    },
  );

export const KindCell = cell<'tk' | 'tf'>('tk or tf', (text) =>
  text === 'tk' || text === 'tf' ? text : undefined,
);

export const FlagsCell = cell('flags such as OutOfOrder|Gap, or nothing', parseFlags);

export const TokenCell = cell<Token>('a token such as NSE|22, or nothing', (text) =>
  isToken(text) ? text : undefined,
);

export const SymbolCell = cell<string>('a symbol, or nothing', (text) => text);

/** The day that a contract expires, as `2025-12-30`. */
export const dateCell = ({ dates }: TimeRules): Cell<string> =>
  cell('a date such as 2025-12-30, or nothing', (text) => dateOf(text, dates));

/** The day of a text in any form that a date can have, as `2025-12-30`; undefined for none, and for one of two. */
export const dateOf = (text: string, dates: DayOrder | undefined): string | undefined => {
  const said = clockTextOf(text.trim(), dates);
  return said?.midnight === undefined || Number.isNaN(said.midnight) || said.isOrderOpen
    ? undefined
    : new Date(said.midnight).toISOString().slice(0, 10);
};

export const OptionTypeCell = cell<OptionType>(
  'CE or PE, call or put, C or P, or nothing',
  (text) => optionTypeOf(text) ?? (text.trim().toUpperCase() === FUTURE ? NONE : undefined),
);

/** What exchange files write for a future. */
const FUTURE = 'XX';

/** The option type of a text in any spelling. */
export const optionTypeOf = (text: string): OptionType | undefined =>
  /^\s*(?:CE?|CALLS?)\s*$/i.test(text) ? 'CE' : /^\s*(?:PE?|PUTS?)\s*$/i.test(text) ? 'PE' : undefined;

/** How the cells of a row are to be read, beyond what their text says. */
export interface RowRules {
  readonly times: TimeRules;
  readonly pricesOf: (field: NumberField) => PriceRules;
  /** A 0 in the field says that there is none. */
  readonly isZeroNone: (field: NumberField) => boolean;
}

export const PLAIN_ROWS: RowRules = {
  times: NO_TIME_RULES,
  pricesOf: () => PLAIN_PRICES,
  isZeroNone: () => false,
};

/** The cell of a field by its unit; `moment` reads its times. */
export const numberCell = (
  field: NumberField,
  moment: Cell<number>,
  { pricesOf }: RowRules,
): Cell<number> => {
  const unit = unitOf(field);
  return unit === 'moment' ? moment : unit === 'price' ? priceCell(pricesOf(field)) : QuantityCell;
};
