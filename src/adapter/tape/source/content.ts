import { formatOf, type TapeFormat } from './tape-format.js';

/** How bytes are packed. */
export type Packing = 'plain' | 'gzip' | 'zstd' | 'zip';

/** What the first bytes say; a file's own magic number is right where its name is wrong. */
export const packingOf = (head: Buffer): Packing => {
  if (startsWith(head, [0x1f, 0x8b])) return 'gzip';
  if (startsWith(head, [0x28, 0xb5, 0x2f, 0xfd]) || isSkippableFrame(head)) return 'zstd';
  return startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x50, 0x4b, 0x05, 0x06])
    ? 'zip'
    : 'plain';
};

const startsWith = (head: Buffer, magic: readonly number[]): boolean =>
  head.subarray(0, magic.length).equals(Buffer.from(magic));

/** Zstandard allows frames of anything before and between those of data. */
const isSkippableFrame = (head: Buffer): boolean =>
  head.length >= 4 && (head.readUInt32LE(0) & 0xfffffff0) >>> 0 === 0x184d2a50;

/** The format of a table by its first unpacked bytes and its name; undefined where neither says one. */
export const formatOfContent = (name: string, head: Buffer): TapeFormat | undefined => {
  const named = formatOf(name);
  if (named === 'parquet' || startsWith(head, PARQUET_MAGIC)) return 'parquet';
  return JSON_START.test(head.toString('latin1')) ? 'json' : named;
};

const PARQUET_MAGIC = [...Buffer.from('PAR1')];

/** An object, an array of them, or an object behind the time of its receipt; the mark of UTF-8 before it or not. */
const JSON_START = /^(?:\xef\xbb\xbf)?\s*(?:\d{10,19}\s+)?(?:\{\s*"|\[\s*[{[])/;

/** What a file of another kind is and what to do about it; undefined for one that is none of those known. */
export const foreignKindOf = (head: Buffer): string | undefined => {
  const text = head.toString('latin1');
  return FOREIGN.find(([magic, , at = 0]) => text.startsWith(magic, at))?.[1];
};

const FOREIGN: readonly (readonly [magic: string, says: string, at?: number])[] = [
  ['1AY&SY', 'packed by bzip2; unpack it first (bunzip2)', 4],
  ['\xfd7zXZ\0', 'packed by xz; unpack it first (unxz)'],
  ['\x04"M\x18', 'packed by lz4; unpack it first (unlz4)'],
  ['7z\xbc\xaf', 'a 7-Zip archive; unpack it first'],
  ['Rar!\x1a', 'a RAR archive; unpack it first'],
  ['ARROW1\0', 'an Arrow (Feather) file; write it as Parquet'],
  ['\x89HDF', 'an HDF5 file; write it as Parquet or CSV'],
  ['\xd0\xcf\x11\xe0', 'an old Excel workbook; save it as CSV'],
  ['SQLite format 3\0', 'an SQLite database; write its table as CSV or Parquet'],
  ['DUCK', 'a DuckDB database; write its table as CSV or Parquet', 8],
  ['DBN\x01', 'a Databento DBN file; write it as CSV or Parquet'],
  ['DBN\x02', 'a Databento DBN file; write it as CSV or Parquet'],
  ['DBN\x03', 'a Databento DBN file; write it as CSV or Parquet'],
  ['Obj\x01', 'an Avro file; write it as CSV or Parquet'],
  ['%PDF-', 'a PDF'],
];
