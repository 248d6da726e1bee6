import { type Errors, IntersectionType, UnionType } from 'io-ts';

/** What a decoding refused, a line each: `fast: expected a whole number of at least 1, got -3`. */
export const explain = (errors: Errors): readonly string[] => [...new Set(errors.map(lineOf))];

const lineOf = ({ context, value, message }: Errors[number]): string => {
  const path = context
    .filter(({ key }, i) => key !== '' && !isAlternative(context[i - 1]?.type))
    .map(({ key }) => key)
    .join('.');
  const expected = message ?? `expected ${context.at(-1)?.type.name ?? 'something else'}`;
  return `${path === '' ? '' : `${path}: `}${expected}, got ${shown(value)}`;
};

/** Whether what stands below `type` is one of its parts, which io-ts numbers: a key that nobody wrote. */
const isAlternative = (type: unknown): boolean =>
  type instanceof IntersectionType || type instanceof UnionType;

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
      return shortened(value);
  }
};

const LONGEST = 100;

const shortened = (value: unknown): string => {
  try {
    const text = JSON.stringify(value);
    return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
  } catch {
    return 'an object that is no plain data';
  }
};
