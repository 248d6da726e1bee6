import { DataError } from '../../../domain/failure.js';
import type { Source } from '../source/source.js';
import { nestedColumn, openParquet } from './parquet-file.js';

/** What a Parquet file has to choose from. */
export interface ParquetHeader {
  /** By position; '' for a nested one, which is not read. */
  readonly columns: readonly string[];
  readonly nested: readonly string[];
}

/**
 * The columns of a Parquet file. Rejects with a DataError when all are nested, when one of those `asked` for is,
 * and when the file cannot be read.
 */
export const parquetHeader = async (source: Source, asked: readonly string[]): Promise<ParquetHeader> => {
  const file = await openParquet(source.path);
  await file.close();
  const wanted = asked.find((name) => file.nested.has(name));
  if (wanted !== undefined) throw nestedColumn(source.name, wanted);
  const nested = [...file.nested];
  const columns = file.columns.map(({ name }) => (file.nested.has(name) ? '' : name));
  if (columns.length > 0 && columns.every((name) => name === ''))
    throw new DataError(
      `${source.name}: all its columns are nested (lists, maps or structures) and cannot be read: ${nested.join(', ')}`,
    );
  return { columns, nested };
};
