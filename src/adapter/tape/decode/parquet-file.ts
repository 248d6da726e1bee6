import { type FileHandle, open } from 'node:fs/promises';
import {
  type AsyncBuffer,
  type ColumnData,
  type FileMetaData,
  parquetMetadataAsync,
  parquetSchema,
  type RowGroup,
  type SchemaElement,
} from 'hyparquet';
import { DataError, type Failure, isFailure } from '../../../domain/failure.js';
import type { ColumnChunk } from './chunk-pages.js';
import { isAllNull, valuesOfChunk } from './chunk-values.js';
import { textCache } from './text-cache.js';

/** An opened Parquet file. Whatever is wrong with its bytes is a DataError that names it. */
export interface ParquetFile {
  readonly bytes: number;
  readonly columns: readonly SchemaElement[];
  /** Names of those columns that hold lists, maps or structures, which are not read. */
  readonly nested: ReadonlySet<string>;
  readonly rowGroups: readonly RowGroup[];
  /**
   * Reads the named columns, none of them nested, of a row group whose first row is `rowStart`; nothing comes of a
   * column that is all null. Times come as epoch ms (of a local time as if it were UTC), times of day as ms since
   * midnight, decimals as numbers, texts as strings, nulls as null or, in a column of doubles, as NaN.
   */
  read(columns: readonly string[], group: RowGroup, rowStart: number): Promise<readonly ColumnData[]>;
  /** The values of a column in the first rows, up to `most`, as {@link read} gives them. */
  head(column: string, most: number): Promise<readonly ColumnData[]>;
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
    const { children } = parquetSchema(metadata);
    const elements = children.map(({ element }) => element);
    const nested = new Set(
      children
        .filter(
          ({ element, ...group }) => group.children.length > 0 || element.repetition_type === 'REPEATED',
        )
        .map(({ element }) => element.name),
    );
    checkRows(metadata);
    checkNames(elements);

    const readColumn = async (
      columnName: string,
      group: RowGroup,
      rowStart: number,
    ): Promise<readonly ColumnData[]> => {
      if (nested.has(columnName)) throw nestedColumn(path, columnName);
      const element = elements.find(({ name }) => name === columnName);
      if (element === undefined) throw new Error('there is no such column');
      const rows = Number(group.num_rows);
      const rowEnd = rowStart + rows;
      const chunk = await chunkOf(file, group, element);
      if (isSaidToBeNull(chunk) && isAllNull(chunk)) return [];
      return [{ columnName, columnData: valuesOfChunk(chunk, textOf), rowStart, rowEnd }];
    };

    return {
      bytes: size,
      columns: elements,
      nested,
      rowGroups: metadata.row_groups,
      read: async (columns, group, rowStart) => {
        const pieces: ColumnData[] = [];
        for (const column of columns) {
          try {
            pieces.push(...(await readColumn(column, group, rowStart)));
          } catch (error) {
            throw failureOf(path, error, column);
          }
        }
        return pieces;
      },
      head: async (column, most) => {
        const element = elements.find(({ name }) => name === column);
        const [group] = metadata.row_groups;
        const rowEnd = Math.min(most, Number(group?.num_rows ?? 0));
        if (element === undefined || group === undefined || rowEnd === 0) return [];
        try {
          const values = valuesOfChunk(await chunkOf(file, group, element), textOf, rowEnd);
          return [{ columnName: column, columnData: values.slice(0, rowEnd), rowStart: 0, rowEnd }];
        } catch (error) {
          throw failureOf(path, error, column);
        }
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw failureOf(path, error);
  }
};

/** That somebody asked for a column of lists, maps or structures. */
export const nestedColumn = (path: string, name: string): DataError =>
  new DataError(
    `${path}: column "${name}" is nested (a list, a map or a structure) and cannot be read; write its parts as columns of their own`,
  );

const checkNames = (elements: readonly Partial<SchemaElement>[]): void => {
  if (elements.some(({ name }) => name === undefined)) throw new Error('a column has no name');
};

/** A number of rows that does not add up is a broken footer, by which rows would be lost in silence. */
const checkRows = ({ num_rows, row_groups }: FileMetaData): void => {
  const rows = row_groups.map((group) => Number(group.num_rows));
  if (rows.some((count) => !(count >= 0)) || rows.reduce((sum, count) => sum + count, 0) !== Number(num_rows))
    throw new Error('its row groups do not add up to its rows');
};

const isSaidToBeNull = ({ column }: ColumnChunk): boolean =>
  column.statistics?.null_count === column.num_values;

/** The bytes of a column in a row group. */
const chunkOf = async (
  file: AsyncBuffer,
  { columns, num_rows }: RowGroup,
  element: SchemaElement,
): Promise<ColumnChunk> => {
  const column = columns.find(({ meta_data }) => meta_data?.path_in_schema[0] === element.name)?.meta_data;
  if (column === undefined) throw new Error('a row group does not have it');
  const start = Number(column.dictionary_page_offset) || Number(column.data_page_offset);
  const bytes = await file.slice(start, start + Number(column.total_compressed_size));
  return { bytes, column, element, rows: Number(num_rows) };
};

const failureOf = (path: string, error: unknown, column?: string): Failure => {
  if (isFailure(error)) return error;
  const where = column === undefined ? path : `${path}: column "${column}"`;
  return new DataError(`${where}: not a whole Parquet file: ${reasonOf(error)}`);
};

/** What the package trips over in broken bytes says nothing to anybody else. */
const reasonOf = (error: unknown): string =>
  error instanceof Error &&
  !(error instanceof TypeError) &&
  !/undefined|DataView|array length/i.test(error.message)
    ? error.message
    : 'its bytes are broken or cut off';

/** The file is read in pieces of so much: the columns of a row group lie one behind the other. */
const PIECE_BYTES = 1 << 19;

const bufferOf = (handle: FileHandle, size: number): AsyncBuffer => {
  let piece = { start: 0, bytes: new Uint8Array(0) };
  return {
    byteLength: size,
    slice: async (start, end = size) => {
      if (!(start >= 0 && start <= end && end <= size)) throw new Error('it ends too early');
      let from = piece;
      if (start < from.start || end > from.start + from.bytes.length) {
        const bytes = await bytesOf(handle, start, Math.max(end, Math.min(size, start + PIECE_BYTES)));
        from = { start, bytes };
        piece = from;
      }
      return from.bytes.slice(start - from.start, end - from.start).buffer;
    },
  };
};

const bytesOf = async (handle: FileHandle, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> => {
  const bytes = new Uint8Array(end - start);
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
    if (bytesRead === 0) throw new Error('it ends too early');
    filled += bytesRead;
  }
  return bytes;
};
