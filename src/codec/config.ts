import * as t from 'io-ts';

/** A whole number of at least 1: how many values an indicator looks back on. */
export const Periods = wholeAbove('Periods', 'a whole number of at least 1');

/** Units to trade, a whole number of at least 1. */
export const Quantity = wholeAbove('Quantity', 'a whole number of units, at least 1');

/** A number above 0: a width, a factor. */
export const Positive = checked(
  'Positive',
  'a number above 0',
  (value) => Number.isFinite(value) && value > 0,
);

/** `type`, with `value` taken where the configuration leaves the setting out. */
export const withDefault = <A>(type: t.Type<A, unknown, unknown>, value: A): t.Type<A, unknown, unknown> =>
  new t.Type(
    `${type.name} (default ${String(value)})`,
    type.is.bind(type),
    (input, context) => (input === undefined ? t.success(value) : type.validate(input, context)),
    type.encode,
  );

function wholeAbove(name: string, expected: string): t.Type<number, unknown, unknown> {
  return checked(name, expected, (value) => Number.isSafeInteger(value) && value >= 1);
}

export function checked(
  name: string,
  expected: string,
  holds: (value: number) => boolean,
): t.Type<number, unknown, unknown> {
  const is = (value: unknown): value is number => typeof value === 'number' && holds(value);
  return new t.Type(
    name,
    is,
    (input, context) => (is(input) ? t.success(input) : t.failure(input, context, `expected ${expected}`)),
    (value) => value,
  );
}
