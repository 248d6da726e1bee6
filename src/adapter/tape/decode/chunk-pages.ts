import { crc32 } from 'node:zlib';
import type { ColumnMetaData, DataReader, Encoding, PageHeader, SchemaElement } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { bitRunOf, readBitRuns } from './bit-runs.js';
import { codecs } from './parquet-codecs.js';

/** The bytes of one flat column in one row group. */
export interface ColumnChunk {
  readonly bytes: ArrayBuffer;
  readonly column: ColumnMetaData;
  readonly element: SchemaElement;
  readonly rows: number;
}

/** A dictionary of values, or the values of some rows; `reader` has the values and nothing behind them. */
export type ChunkPage =
  | { readonly kind: 'Dictionary'; readonly reader: DataReader; readonly count: number }
  | {
      readonly kind: 'Data';
      readonly reader: DataReader;
      readonly encoding: Encoding;
      readonly rows: number;
      /** Values that are there. */
      readonly count: number;
      /** 1 for each row whose value is there; undefined where all are, empty where none is. */
      readonly isPresent: Uint8Array | undefined;
    };

/**
 * The pages of a chunk in their order, unpacked. Throws where they do not fit each other, their sizes, their
 * checksums or the chunk's rows: broken bytes are otherwise read as nulls, or as values of other rows.
 */
export function* chunkPages(chunk: ColumnChunk): Generator<ChunkPage> {
  const { bytes, rows } = chunk;
  const reader = { view: new DataView(bytes), offset: 0 };
  let seen = 0;
  while (seen < rows) {
    const header = headerAt(reader);
    const size = header.compressed_page_size;
    if (!(size >= 0 && reader.offset + size <= bytes.byteLength)) throw new RangeError('it ends too early');
    const stored = new Uint8Array(bytes, reader.offset, size);
    reader.offset += size;
    if (header.crc !== undefined && crc32(stored) !== header.crc >>> 0)
      throw new RangeError('a page does not agree with its checksum');
    const page = pageOf(chunk, header, stored);
    if (page === undefined) continue;
    if (page.kind === 'Data') seen += page.rows;
    if (seen > rows) throw new RangeError(`its pages have ${seen} values for ${rows} rows`);
    yield page;
  }
}

/** The header's own numbers that must be there. */
const headerAt = (reader: DataReader): PageHeader => {
  const header = parquetHeader(reader);
  const { compressed_page_size: packed, uncompressed_page_size: size } = header;
  if (!Number.isInteger(packed) || !Number.isInteger(size) || size < 0)
    throw new RangeError('a page has no size');
  return header;
};

const pageOf = (chunk: ColumnChunk, header: PageHeader, stored: Uint8Array): ChunkPage | undefined => {
  const { data_page_header: v1, data_page_header_v2: v2, dictionary_page_header: dictionary } = header;
  if (header.type === 'DATA_PAGE' && v1 !== undefined) {
    const bytes = unpacked(chunk, header.uncompressed_page_size, stored);
    const count = countOf(chunk, v1.num_values);
    if (chunk.element.repetition_type === 'REQUIRED') return dataOf(bytes, v1.encoding, count, undefined);
    if (v1.definition_level_encoding !== 'RLE') throw new RangeError('its nulls are told in a way of old');
    const length = viewOf(bytes).getUint32(0, true);
    if (4 + length > bytes.length) throw new RangeError('its nulls end too early');
    return dataOf(bytes.subarray(4 + length), v1.encoding, count, bytes.subarray(4, 4 + length));
  }
  if (header.type === 'DATA_PAGE_V2' && v2 !== undefined) {
    const [repeated, defined] = [v2.repetition_levels_byte_length, v2.definition_levels_byte_length];
    const start = repeated + defined;
    if (!(repeated >= 0 && defined >= 0 && start <= stored.length)) throw new RangeError('it ends too early');
    const levels = stored.subarray(repeated, start);
    const packed = stored.subarray(start);
    const size = header.uncompressed_page_size - start;
    const bytes = v2.is_compressed === false ? packed : unpacked(chunk, size, packed);
    const hasNulls = chunk.element.repetition_type !== 'REQUIRED';
    const page = dataOf(bytes, v2.encoding, countOf(chunk, v2.num_values), hasNulls ? levels : undefined);
    if (page.count + v2.num_nulls !== v2.num_rows || v2.num_rows !== v2.num_values)
      throw new RangeError('a page has another number of nulls than it says');
    return page;
  }
  if (header.type === 'DICTIONARY_PAGE' && dictionary !== undefined) {
    const bytes = unpacked(chunk, header.uncompressed_page_size, stored);
    return { kind: 'Dictionary', reader: readerOf(bytes), count: countOf(chunk, dictionary.num_values) };
  }
  if (header.type === 'INDEX_PAGE') return undefined;
  throw new RangeError('a page of no known kind');
};

/** No page has more values than its chunk has rows, and no dictionary need have. */
const countOf = ({ rows }: ColumnChunk, count: number): number => {
  if (Number.isInteger(count) && count >= 0 && count <= rows) return count;
  throw new RangeError(`a page has another number of values than fits ${rows} rows`);
};

/** Of a page that says more than this and than its chunk does all together, only a flipped bit says so. */
const LARGE_PAGE_BYTES = 1 << 26;

const unpacked = ({ column }: ColumnChunk, size: number, stored: Uint8Array): Uint8Array => {
  const most = Math.max(LARGE_PAGE_BYTES, Number(column.total_uncompressed_size));
  if (!(size >= 0 && size <= most)) throw new RangeError(`a page of ${size} bytes in a column of ${most}`);
  return decompressPage(stored, size, column.codec, codecs);
};

const dataOf = (
  bytes: Uint8Array,
  encoding: Encoding,
  rows: number,
  levels: Uint8Array | undefined,
): ChunkPage => {
  const isPresent = levels === undefined ? undefined : presenceOf(levels, rows);
  const count = isPresent === undefined ? rows : onesIn(isPresent);
  return { kind: 'Data', reader: readerOf(bytes), encoding, rows, count, isPresent };
};

const NONE = new Uint8Array(0);

/** Undefined where all are there, empty where none is: most pages say it in one run. */
const presenceOf = (levels: Uint8Array, rows: number): Uint8Array | undefined => {
  const run = bitRunOf(levels, rows);
  if (run !== undefined) return run === 1 ? undefined : NONE;
  const isPresent = new Uint8Array(rows);
  readBitRuns(levels, 0, 1, isPresent);
  return isPresent;
};

const onesIn = (levels: Uint8Array): number => {
  let count = 0;
  for (let i = 0; i < levels.length; i += 1) count += levels[i] ?? 0;
  return count;
};

/** In memory of their own, by a copy, which `slice` of a Buffer is not: the package's readers look behind a view. */
const readerOf = (bytes: Uint8Array): DataReader => ({
  view: viewOf(bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes)),
  offset: 0,
});

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
