import type { DataReader, Encoding, SchemaElement } from 'hyparquet';
import { deltaBinaryUnpack } from 'hyparquet/src/delta.js';
import { byteStreamSplit } from 'hyparquet/src/encoding.js';
import { readPlain } from 'hyparquet/src/plain.js';
import { readVarInt } from 'hyparquet/src/thrift.js';
import { readBitRuns } from './bit-runs.js';
import type { TextOfBytes } from './text-cache.js';

/** Values as a page stores them, one behind the other, none of them null. */
export interface StoredValues {
  /** In memory of their own. */
  readonly reader: DataReader;
  readonly encoding: Encoding;
  readonly count: number;
}

/**
 * Reads values as they are stored, by the package's readers where these stay within bounds whatever the bytes:
 * numbers, bigints, booleans or bytes; 96-bit times as ns since 1970. Throws for bytes that end too early and for
 * an encoding that values of this type do not have.
 */
export const storedValues = (
  { reader, encoding, count }: StoredValues,
  element: SchemaElement,
): ArrayLike<unknown> => {
  if (count === 0) return [];
  const { type, type_length } = element;
  switch (encoding) {
    case 'PLAIN':
      return type === 'INT96'
        ? momentsOf96Bits(reader, count)
        : (readPlain(reader, type ?? 'BYTE_ARRAY', count, type_length) as ArrayLike<unknown>);
    case 'RLE':
      if (type === 'BOOLEAN') return booleans(reader, count);
      break;
    case 'DELTA_BINARY_PACKED':
      if (type === 'INT32') return deltas(reader, new Int32Array(count));
      if (type === 'INT64') return deltas(reader, new BigInt64Array(count));
      break;
    case 'DELTA_LENGTH_BYTE_ARRAY':
      if (type === 'BYTE_ARRAY') return piecesOf(reader, deltas(reader, new Int32Array(count)));
      break;
    case 'DELTA_BYTE_ARRAY':
      if (type === 'BYTE_ARRAY' || type === 'FIXED_LEN_BYTE_ARRAY') return overlapping(reader, count);
      break;
    case 'BYTE_STREAM_SPLIT':
      if (type !== undefined && widthOf(element) * count <= reader.view.byteLength - reader.offset)
        return byteStreamSplit(reader, count, type, type_length) as ArrayLike<unknown>;
      throw new RangeError('its numbers end too early');
    default:
      break;
  }
  throw new RangeError(`values of ${type ?? 'no type'} encoded as ${encoding}`);
};

/** Texts stored plainly, each behind its length in four bytes, with no object for each. */
export const plainTexts = ({ reader, count }: StoredValues, textOf: TextOfBytes): string[] => {
  const { view, offset } = reader;
  const bytes = bytesOf(view);
  const texts: string[] = [];
  let start = offset;
  for (let i = 0; i < count; i += 1) {
    const end = start + 4 + view.getUint32(start, true);
    if (end > bytes.length) throw new RangeError('a text is longer than its page');
    texts.push(textOf(bytes, start + 4, end));
    start = end;
  }
  return texts;
};

/** Indices into a dictionary, their width in bits in front; of width 0 some writers say nothing more. */
export const storedIndices = ({ reader: { view }, count }: StoredValues): Uint32Array => {
  const indices = new Uint32Array(count);
  const width = view.getUint8(0);
  if (width > 0) readBitRuns(bytesOf(view), 1, width, indices);
  return indices;
};

const bytesOf = (view: DataView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

const JULIAN_DAY_OF_1970 = 2_440_588n;
const DAY_NANOS = 86_400_000_000_000n;

/** The ns of a day in eight bytes and its Julian number in four, as Impala and old Spark write times. */
const momentsOf96Bits = ({ view, offset }: DataReader, count: number): bigint[] =>
  Array.from({ length: count }, (_, i) => {
    const nanos = view.getBigInt64(offset + 12 * i, true);
    const day = BigInt(view.getInt32(offset + 12 * i + 8, true));
    return (day - JULIAN_DAY_OF_1970) * DAY_NANOS + nanos;
  });

const booleans = ({ view, offset }: DataReader, count: number): boolean[] => {
  const bits = new Uint8Array(count);
  readBitRuns(bytesOf(view), offset + 4, 1, bits);
  return Array.from(bits, (bit) => bit === 1);
};

const deltas = <A extends Int32Array | BigInt64Array>(reader: DataReader, values: A): A => {
  const header = { view: reader.view, offset: reader.offset };
  readVarInt(header); // values in a block
  readVarInt(header); // parts of a block
  if (readVarInt(header) !== values.length) throw new RangeError('it holds another number of values');
  deltaBinaryUnpack(reader, values.length, values);
  return values;
};

/** Pieces of the bytes that follow, by their lengths. */
const piecesOf = (reader: DataReader, lengths: Int32Array): Uint8Array[] => {
  const bytes = bytesOf(reader.view);
  return Array.from(lengths, (length) => {
    const end = reader.offset + length;
    if (length < 0 || end > bytes.length) throw new RangeError('a text is longer than its page');
    const piece = bytes.subarray(reader.offset, end);
    reader.offset = end;
    return piece;
  });
};

/** Each value is so many bytes of the one before it and a piece of its own. */
const overlapping = (reader: DataReader, count: number): Uint8Array[] => {
  const shared = deltas(reader, new Int32Array(count));
  const pieces = piecesOf(reader, deltas(reader, new Int32Array(count)));
  let before = new Uint8Array(0);
  return pieces.map((piece, i) => {
    const length = shared[i] ?? 0;
    if (length < 0 || length > before.length) throw new RangeError('a text begins with more than there is');
    const value = new Uint8Array(length + piece.length);
    value.set(before.subarray(0, length));
    value.set(piece, length);
    before = value;
    return value;
  });
};

const widthOf = ({ type, type_length = 0 }: SchemaElement): number =>
  type === 'DOUBLE' || type === 'INT64' ? 8 : type === 'FIXED_LEN_BYTE_ARRAY' ? type_length : 4;
