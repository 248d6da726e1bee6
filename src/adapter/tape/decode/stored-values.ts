import type { SchemaElement } from 'hyparquet';
import { DAY_MS } from '../../../domain/time.js';
import { decimalNumber } from './decimal-number.js';
import type { TextOfBytes } from './text-cache.js';
import { type ValueKind, valueKindOf } from './value-kind.js';

/** A value as its file stores it; null where there is none. */
type Stored = boolean | number | bigint | Uint8Array | null | undefined;

/**
 * The values of a column of `element` out of those that its file stores: times as epoch ms, fractions cut off,
 * of a local time as if it were UTC; times of day as ms since midnight; decimals as the nearest double; texts as
 * strings. Throws for a value that is missing, which broken indices into a dictionary leave behind.
 */
export const valuesOfStored = (
  stored: ArrayLike<unknown>,
  element: SchemaElement,
  textOf: TextOfBytes,
): ArrayLike<unknown> & unknown[] => {
  const valueOf = readerOf(valueKindOf(element), textOf);
  const values = new Array<unknown>(stored.length);
  for (let i = 0; i < stored.length; i += 1) {
    const value = stored[i] as Stored;
    if (value === undefined) throw new RangeError('a value is missing');
    values[i] = value === null ? null : valueOf(value);
  }
  return values;
};

type Reader = (value: Exclude<Stored, null | undefined>) => unknown;

const readerOf = (kind: ValueKind, textOf: TextOfBytes): Reader => {
  switch (kind.kind) {
    case 'Decimal':
      return (value) => (typeof value === 'boolean' ? value : decimalNumber(value, kind.scale));
    case 'Instant':
    case 'Local':
    case 'TimeOfDay':
      return msOf(kind.perMs);
    case 'Date':
      return (value) => Number(value) * DAY_MS;
    case 'Unsigned':
      return (value) =>
        typeof value === 'bigint'
          ? BigInt.asUintN(kind.bits, value)
          : typeof value === 'number'
            ? value < 0
              ? value + 2 ** 32
              : value
            : value;
    case 'Text':
      return (value) => (value instanceof Uint8Array ? textOf(value, 0, value.length) : value);
    case 'Boolean':
    case 'Number':
    case 'Bytes':
      return (value) => value;
  }
};

const msOf = (perMs: number): Reader => {
  const divisor = BigInt(perMs);
  return (value) =>
    typeof value === 'bigint'
      ? Number(value / divisor)
      : typeof value === 'number'
        ? Math.floor(value / perMs)
        : value;
};
