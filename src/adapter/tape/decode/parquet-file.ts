import { type FileHandle, open } from 'node:fs/promises';
import {
  type AsyncBuffer,
  type ColumnData,
  type FileMetaData,
  parquetMetadataAsync,
  type ParquetParsers,
  parquetRead,
  parquetSchema,
  type SchemaElement,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { DAY_MS } from '../../../domain/time.js';
import { DataError } from '../../../domain/failure.js';

/** An opened Parquet file. Whatever is wrong with its bytes is a DataError that names it. */
export interface ParquetFile {
  readonly bytes: number;
  readonly columns: readonly SchemaElement[];
  readonly rowGroups: FileMetaData['row_groups'];
  /**
   * Reads the named columns of the rows from `rowStart` up to `rowEnd`, which are those of one row group.
   * Times come as epoch ms (of a local time as if it were UTC), texts as strings, nulls as null.
   */
  read(columns: readonly string[], rowStart: number, rowEnd: number): Promise<readonly ColumnData[]>;
  close(): Promise<void>;
}

export const openParquet = async (path: string): Promise<ParquetFile> => {
  const handle = await open(path).catch((error: unknown) => {
    throw failureOf(path, error);
  });
  try {
    const { size } = await handle.stat();
    const file = bufferOf(handle, size);
    const metadata = await parquetMetadataAsync(file);
    const parsers = timesAndTexts();
    return {
      bytes: size,
      columns: parquetSchema(metadata).children.map(({ element }) => element),
      rowGroups: metadata.row_groups,
      read: async (columns, rowStart, rowEnd) => {
        const pieces: ColumnData[] = [];
        try {
          await parquetRead({
            file,
            metadata,
            compressors,
            parsers,
            columns: [...columns],
            rowStart,
            rowEnd,
            onChunk: (piece) => pieces.push(piece),
          });
        } catch (error) {
          throw failureOf(path, error);
        }
        return pieces;
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw failureOf(path, error);
  }
};

const failureOf = (path: string, error: unknown): DataError =>
  error instanceof DataError
    ? error
    : new DataError(
        `${path}: not a whole Parquet file: ${error instanceof Error ? error.message : String(error)}`,
      );

const bufferOf = (handle: FileHandle, size: number): AsyncBuffer => ({
  byteLength: size,
  slice: async (start, end = size) => {
    const bytes = new Uint8Array(Math.max(0, end - start));
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
      if (bytesRead === 0) throw new Error('it ends too early');
      filled += bytesRead;
    }
    return bytes.buffer;
  },
});

/** Times as numbers, not as a Date each; a text that was met before as the string that was made then. */
const timesAndTexts = (): Partial<ParquetParsers> => ({
  timestampFromMilliseconds: (ms) => Number(ms),
  timestampFromMicroseconds: (micros) => Number(micros / 1_000n),
  timestampFromNanoseconds: (nanos) => Number(nanos / 1_000_000n),
  dateFromDays: (days) => days * DAY_MS,
  stringFromBytes: textCache(),
});

const MOST_TEXTS = 1 << 16;

/** Decodes UTF-8, a text of a few bytes that comes again by looking it up: tokens and kinds come on every row. */
const textCache = (): ((bytes: Uint8Array) => string) => {
  const decoder = new TextDecoder();
  const known = new Map<number, { readonly bytes: Uint8Array; readonly text: string }>();
  return (bytes) => {
    let hash = bytes.length;
    for (let i = 0; i < bytes.length; i += 1) hash = (Math.imul(hash, 31) + (bytes[i] ?? 0)) | 0;
    const entry = known.get(hash);
    if (entry !== undefined && isSame(entry.bytes, bytes)) return entry.text;
    const text = decoder.decode(bytes);
    if (known.size < MOST_TEXTS) known.set(hash, { bytes: bytes.slice(), text });
    return text;
  };
};

const isSame = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
};
