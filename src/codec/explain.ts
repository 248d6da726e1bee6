import type { Errors } from 'io-ts';

/** What a decoding refused, a line each: `fast: expected a whole number of at least 1, got -3`. */
export const explain = (errors: Errors): readonly string[] => [...new Set(errors.map(lineOf))];

const lineOf = ({ context, value, message }: Errors[number]): string => {
  const path = context
    .map(({ key }) => key)
    .filter((key) => key !== '')
    .join('.');
  const expected = message ?? `expected ${context.at(-1)?.type.name ?? 'something else'}`;
  return `${path === '' ? '' : `${path}: `}${expected}, got ${shown(value)}`;
};

const shown = (value: unknown): string => {
  switch (typeof value) {
    case 'undefined':
      return 'nothing';
    case 'function':
      return 'a function';
    case 'number':
    case 'bigint':
    case 'symbol':
      return value.toString(); // JSON would make null of NaN
    default:
      return JSON.stringify(value);
  }
};
