import * as t from 'io-ts';
import { PRICE_LIMIT, QUANTITY_LIMIT } from './tape-cell.js';

/** A number of a wire that may send it as text; undefined where it has no value. */
export type WireNumber = t.Type<number | undefined, string, unknown>;

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** As a feed sends it: a number or its text. Text that spells none (``, `NA`, `-`) is no value, as is a null. */
const wireNumber = (name: string, accepts: (value: number) => boolean): WireNumber =>
  new t.Type<number | undefined, string, unknown>(
    name,
    (value): value is number | undefined =>
      value === undefined || (typeof value === 'number' && accepts(value)),
    (value, context) => {
      if (value === undefined || value === null) return t.success(undefined);
      if (typeof value !== 'number' && typeof value !== 'string') return t.failure(value, context);
      const text = typeof value === 'string' ? value.trim() : '';
      const number = typeof value === 'number' ? value : DECIMAL.test(text) ? Number(text) : NaN;
      if (Number.isNaN(number)) return t.success(undefined);
      return accepts(number) ? t.success(number + 0) : t.failure(value, context);
    },
    (value) => (value === undefined ? '' : String(value)),
  );

/** Any number. */
export const AnyNumber = wireNumber('a number', () => true);

/** Rupees, or the money of another market. */
export const WirePrice = wireNumber(
  'a price from 0 to below 1000000000',
  (value) => value >= 0 && value < PRICE_LIMIT,
);

export const WireQuantity = wireNumber(
  'a quantity from 0 to below 2^53',
  (value) => value >= 0 && value < QUANTITY_LIMIT,
);

/** `codec` where the message is nothing without it. */
export const present = (codec: WireNumber): t.Type<number, string, unknown> =>
  new t.Type<number, string, unknown>(
    codec.name,
    (value): value is number => value !== undefined && codec.is(value),
    (value, context) => {
      const decoded = codec.validate(value, context);
      if (decoded._tag === 'Left') return decoded;
      return decoded.right === undefined ? t.failure(value, context) : t.success(decoded.right);
    },
    (value) => codec.encode(value),
  );
