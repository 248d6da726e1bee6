import type {
  ColumnMetaData,
  DataPageHeader,
  DataReader,
  PageHeader,
  ParquetType,
  SchemaElement,
} from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { readRleBitPackedHybrid } from 'hyparquet/src/encoding.js';
import { readPlain } from 'hyparquet/src/plain.js';
import { codecs } from './parquet-codecs.js';
import { safeIntegers } from './safe-integers.js';
import type { TextOfBytes } from './text-cache.js';
import { valueKindOf } from './value-kind.js';

/** The bytes of one column in one row group. */
export interface ColumnChunk {
  readonly bytes: ArrayBuffer;
  readonly column: ColumnMetaData;
  readonly element: SchemaElement;
  readonly rows: number;
}

/** Numbers, NaN for a null, or texts, null for a null. */
export type PlainValues = Float64Array | (string | null)[];

/** Whether the values of a column are numbers or texts as they are stored, with nothing to convert. */
export const isPlain = (element: SchemaElement): boolean => {
  const value = valueKindOf(element);
  return value.kind === 'Number' || value.kind === 'Text' || (value.kind === 'Unsigned' && value.bits <= 16);
};

/**
 * The values of a chunk of a column that {@link isPlain}, by the package's own functions, but page by page: the
 * package assembles nullable columns value by value and makes an object of every text, which is four times the
 * work. Undefined where a page is not of the first version, plain or by a dictionary, and where a whole number
 * fits no double: these are left to the package. Throws what it throws for broken bytes.
 */
export const plainValues = (chunk: ColumnChunk, textOf: TextOfBytes): PlainValues | undefined => {
  const pages = pagesOf(chunk);
  if (pages === undefined) return undefined;
  const { rows, element } = chunk;
  return element.type === 'BYTE_ARRAY'
    ? assembled(chunk, pages, new Array<string | null>(rows).fill(null), (reader, count) =>
        textsAt(reader, count, textOf),
      )
    : assembled(chunk, pages, new Float64Array(rows).fill(NaN), (reader, count) =>
        doublesAt(reader, count, chunk.column.type),
      );
};

interface Target<T> {
  [row: number]: T;
}

interface Page {
  readonly header: PageHeader;
  /** As stored. */
  readonly bytes: Uint8Array;
}

/** Undefined when one of them is of another kind than is read here. */
const pagesOf = ({ bytes, rows }: ColumnChunk): readonly Page[] | undefined => {
  const reader = { view: new DataView(bytes), offset: 0 };
  const pages: Page[] = [];
  let values = 0;
  while (values < rows) {
    const header = parquetHeader(reader);
    if (!isCommon(header, rows - values)) return undefined;
    pages.push({ header, bytes: new Uint8Array(bytes, reader.offset, header.compressed_page_size) });
    reader.offset += header.compressed_page_size;
    values += header.data_page_header?.num_values ?? 0;
  }
  return pages;
};

const isCommon = (
  { data_page_header: data, dictionary_page_header: dictionary }: PageHeader,
  rowsLeft: number,
): boolean =>
  data === undefined
    ? dictionary !== undefined
    : data.num_values <= rowsLeft && (data.encoding === 'PLAIN' || isByDictionary(data));

const isByDictionary = ({ encoding }: DataPageHeader): boolean =>
  encoding === 'PLAIN_DICTIONARY' || encoding === 'RLE_DICTIONARY';

/** Puts what is there into `values`, in which every row is null; a page that is the whole chunk is not copied. */
const assembled = <V extends PlainValues>(
  chunk: ColumnChunk,
  pages: readonly Page[],
  values: V,
  read: (reader: DataReader, count: number) => V | undefined,
): V | undefined => {
  const target: Target<V[number]> = values;
  let dictionary: V | undefined;
  let row = 0;
  for (const { header, bytes } of pages) {
    const reader = unpacked(chunk, header, bytes);
    const data = header.data_page_header;
    if (data === undefined) {
      dictionary = read(reader, header.dictionary_page_header?.num_values ?? 0);
      if (dictionary === undefined) return undefined;
      continue;
    }
    const isPresent = presenceAt(reader, chunk, data);
    const count = isPresent === undefined ? data.num_values : onesIn(isPresent);
    const indices = isByDictionary(data) ? indicesAt(reader, count) : undefined;
    const stored = indices === undefined ? read(reader, count) : dictionary;
    if (stored === undefined) return undefined;
    if (indices === undefined && count === chunk.rows) return stored;
    for (let i = 0, next = 0; i < data.num_values; i += 1) {
      if (isPresent !== undefined && isPresent[i] !== 1) continue;
      const value = stored[indices === undefined ? next : (indices[next] ?? -1)];
      if (value === undefined) throw new RangeError('a value is missing');
      target[row + i] = value;
      next += 1;
    }
    row += data.num_values;
  }
  return values;
};

const unpacked = ({ column }: ColumnChunk, header: PageHeader, bytes: Uint8Array): DataReader => {
  const page = decompressPage(bytes, header.uncompressed_page_size, column.codec, codecs);
  return { view: new DataView(page.buffer, page.byteOffset, page.byteLength), offset: 0 };
};

/** 1 for each value that is there; undefined for a column that has no nulls. */
const presenceAt = (
  reader: DataReader,
  { element }: ColumnChunk,
  { num_values }: DataPageHeader,
): Uint8Array | undefined => {
  if (element.repetition_type === 'REQUIRED') return undefined;
  const levels = new Uint8Array(num_values);
  readRleBitPackedHybrid(reader, 1, levels);
  return levels;
};

const onesIn = (levels: Uint8Array): number => {
  let count = 0;
  for (const level of levels) count += level;
  return count;
};

const indicesAt = (reader: DataReader, count: number): Uint32Array => {
  const indices = new Uint32Array(count);
  const bitWidth = reader.view.getUint8(reader.offset);
  reader.offset += 1;
  if (bitWidth > 0) readRleBitPackedHybrid(reader, bitWidth, indices, reader.view.byteLength - reader.offset);
  return indices;
};

const doublesAt = (reader: DataReader, count: number, type: ParquetType): Float64Array | undefined => {
  const values = readPlain(reader, type, count, undefined);
  if (values instanceof Float64Array) return values;
  if (!(values instanceof BigInt64Array)) return Float64Array.from(values as Iterable<number>);
  const doubles = safeIntegers(values);
  return doubles instanceof Float64Array ? doubles : undefined;
};

const textsAt = ({ view, offset }: DataReader, count: number, textOf: TextOfBytes): string[] => {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
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
