import type { SchemaElement } from 'hyparquet';
import { chunkPages, type ColumnChunk } from './chunk-pages.js';
import { plainTexts, storedIndices, type StoredValues, storedValues } from './encoded-values.js';
import { safeIntegers } from './safe-integers.js';
import { valuesOfStored } from './stored-values.js';
import type { TextOfBytes } from './text-cache.js';
import { type ValueKind, valueKindOf } from './value-kind.js';

/**
 * The values of a chunk, a row each: doubles, NaN for a null, or values of any kind, null for a null, as
 * {@link valuesOfStored} tells them. Numbers that are what is stored go into doubles and texts through `textOf` as
 * they are read, a quarter of the work of making each an object first. Throws what is wrong with broken bytes.
 * Rows behind the first `most` may be left null.
 */
export const valuesOfChunk = (
  chunk: ColumnChunk,
  textOf: TextOfBytes,
  most = chunk.rows,
): Float64Array | (ArrayLike<unknown> & unknown[]) => {
  const { element, column, rows } = chunk;
  if (element.type !== column.type) throw new RangeError('its type is not that of its schema');
  const value = valueKindOf(element);
  if (isNumber(value)) {
    const doubles = assembled(chunk, new Float64Array(rows).fill(NaN), doublesOf, most);
    if (doubles !== undefined) return doubles;
  }
  if (value.kind === 'Text') {
    const texts = assembled(
      chunk,
      nulls(rows),
      (values) => (values.encoding === 'PLAIN' ? plainTexts(values, textOf) : undefined),
      most,
    );
    if (texts !== undefined) return texts;
  }
  return valuesOfStored(assembled(chunk, nulls(rows), storedValues, most) ?? [], element, textOf);
};

/** Whether every row of a chunk is null, by what its pages say and not by its statistics, which can be wrong. */
export const isAllNull = (chunk: ColumnChunk): boolean => {
  if (chunk.element.repetition_type === 'REQUIRED') return false;
  for (const page of chunkPages(chunk)) if (page.kind === 'Data' && page.count > 0) return false;
  return true;
};

/** Whether a column's values are numbers as they are stored, with nothing to convert. */
const isNumber = (value: ValueKind): boolean =>
  value.kind === 'Number' || (value.kind === 'Unsigned' && value.bits <= 16);

const nulls = (rows: number): unknown[] => new Array<unknown>(rows).fill(null);

/** Undefined when it does not hold the values. */
type Read<V> = (values: StoredValues, element: SchemaElement) => V | undefined;

interface Target<T> {
  [row: number]: T;
}

/**
 * Puts what is there into `values`, in which every row is null; a page that is the whole chunk is not copied.
 * Undefined when `read` does not hold the values.
 */
const assembled = <V extends ArrayLike<unknown>>(
  chunk: ColumnChunk,
  values: V,
  read: Read<V>,
  most: number,
): V | undefined => {
  const target: Target<V[number]> = values;
  let dictionary: V | undefined;
  let row = 0;
  for (const page of chunkPages(chunk)) {
    if (row >= most) break;
    if (page.kind === 'Dictionary') {
      dictionary = read({ ...page, encoding: 'PLAIN' }, chunk.element);
      if (dictionary === undefined) return undefined;
      continue;
    }
    const { count, isPresent } = page;
    const hasIndices = page.encoding === 'PLAIN_DICTIONARY' || page.encoding === 'RLE_DICTIONARY';
    const indices = hasIndices && count > 0 ? storedIndices(page) : undefined;
    if (indices !== undefined && dictionary === undefined) throw new RangeError('it has no dictionary');
    const stored = indices !== undefined ? dictionary : count > 0 ? read(page, chunk.element) : values;
    if (stored === undefined) return undefined;
    if (indices === undefined && count === chunk.rows) return stored;
    for (let i = 0, next = 0; next < count; i += 1) {
      if (isPresent !== undefined && isPresent[i] !== 1) continue;
      const value = stored[indices === undefined ? next : (indices[next] ?? -1)];
      if (value === undefined) throw new RangeError('a value is missing');
      target[row + i] = value;
      next += 1;
    }
    row += page.rows;
  }
  return values;
};

const doublesOf: Read<Float64Array> = (values, element) => {
  const stored = storedValues(values, element);
  if (stored instanceof Float64Array) return stored;
  if (!(stored instanceof BigInt64Array)) return Float64Array.from(stored as ArrayLike<number>);
  const doubles = safeIntegers(stored);
  return doubles instanceof Float64Array ? doubles : undefined;
};
