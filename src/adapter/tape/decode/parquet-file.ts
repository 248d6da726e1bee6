import { type FileHandle, open } from 'node:fs/promises';
import {
  type AsyncBuffer,
  type ColumnData,
  parquetMetadataAsync,
  type ParquetParsers,
  parquetRead,
  parquetSchema,
  type RowGroup,
  type SchemaElement,
} from 'hyparquet';
import { DAY_MS } from '../../../domain/time.js';
import { DataError } from '../../../domain/failure.js';
import { codecs } from './parquet-codecs.js';
import { type ColumnChunk, isPlain, plainValues } from './plain-chunk.js';
import { textCache, type TextOfBytes } from './text-cache.js';

/** An opened Parquet file. Whatever is wrong with its bytes is a DataError that names it. */
export interface ParquetFile {
  readonly bytes: number;
  readonly columns: readonly SchemaElement[];
  readonly rowGroups: readonly RowGroup[];
  /**
   * Reads the named columns of a row group whose first row is `rowStart`. Times come as epoch ms (of a local
   * time as if it were UTC), texts as strings, nulls as null or, in a column of doubles, as NaN.
   */
  read(columns: readonly string[], group: RowGroup, rowStart: number): Promise<readonly ColumnData[]>;
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
    const textOf = textCache();
    const parsers = timesAndTexts(textOf);
    const elements = parquetSchema(metadata).children.map(({ element }) => element);
    return {
      bytes: size,
      columns: elements,
      rowGroups: metadata.row_groups,
      read: async (columns, group, rowStart) => {
        const rowEnd = rowStart + Number(group.num_rows);
        const pieces: ColumnData[] = [];
        const rest: string[] = [];
        try {
          for (const columnName of columns) {
            const element = elements.find(({ name }) => name === columnName);
            const chunk = await chunkOf(file, group, element);
            const columnData = chunk === undefined ? undefined : plainValues(chunk, textOf);
            if (columnData === undefined) rest.push(columnName);
            else pieces.push({ columnName, columnData, rowStart, rowEnd });
          }
          if (rest.length === 0) return pieces;
          await parquetRead({
            file,
            metadata,
            compressors: codecs,
            parsers,
            columns: rest,
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

/** The bytes of a column that {@link plainValues} may know to read. */
const chunkOf = async (
  file: AsyncBuffer,
  { columns, num_rows }: RowGroup,
  element: SchemaElement | undefined,
): Promise<ColumnChunk | undefined> => {
  const column = columns.find(({ meta_data }) => meta_data?.path_in_schema[0] === element?.name)?.meta_data;
  if (element === undefined || column === undefined || !isPlain(element)) return undefined;
  const start = Number(column.dictionary_page_offset) || Number(column.data_page_offset);
  const bytes = await file.slice(start, start + Number(column.total_compressed_size));
  return { bytes, column, element, rows: Number(num_rows) };
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
    if (!(start >= 0 && start <= end && end <= size)) throw new Error('it ends too early');
    const bytes = new Uint8Array(end - start);
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
const timesAndTexts = (textOf: TextOfBytes): Partial<ParquetParsers> => ({
  timestampFromMilliseconds: (ms) => Number(ms),
  timestampFromMicroseconds: (micros) => Number(micros / 1_000n),
  timestampFromNanoseconds: (nanos) => Number(nanos / 1_000_000n),
  dateFromDays: (days) => days * DAY_MS,
  stringFromBytes: (bytes) => textOf(bytes, 0, bytes.length),
});
