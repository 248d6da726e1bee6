import type { SchemaElement } from 'hyparquet';
import { DataError, type Failure, isFailure } from '../../../domain/failure.js';
import type { ColumnType } from '../recognition/sample.js';
import type { Source } from '../source/source.js';
import { cellTextOf } from './parquet-columns.js';
import { nestedColumn, openParquet } from './parquet-file.js';
import { valuesOf } from './parquet-values.js';

/** The columns of a Parquet file and its first rows, as cells of text. */
export interface ParquetHead {
  /** By position; '' for a nested one, which is not read. */
  readonly names: readonly string[];
  readonly nested: readonly string[];
  readonly types: readonly ColumnType[];
  readonly rows: readonly (readonly string[])[];
  /** Columns whose values cannot be read, which matters only where they mean something. */
  readonly broken: ReadonlyMap<number, Failure>;
}

/**
 * Reads the first `most` rows. Rejects with a DataError when all columns are nested, when one of those `asked`
 * for is, and when the file cannot be read.
 */
export const parquetHead = async (
  source: Source,
  asked: readonly string[],
  most: number,
): Promise<ParquetHead> => {
  const file = await openParquet(source.path);
  try {
    const wanted = asked.find((name) => file.nested.has(name));
    if (wanted !== undefined) throw nestedColumn(source.name, wanted);
    const nested = [...file.nested];
    const names = file.columns.map(({ name }) => (file.nested.has(name) ? '' : name));
    if (names.length > 0 && names.every((name) => name === ''))
      throw new DataError(
        `${source.name}: all its columns are nested (lists, maps or structures) and cannot be read: ${nested.join(', ')}`,
      );
    const broken = new Map<number, Failure>();
    const count = Math.min(most, Number(file.rowGroups[0]?.num_rows ?? 0));
    const rows = Array.from({ length: count }, () => names.map(() => ''));
    for (const [column, element] of file.columns.entries()) {
      if (names[column] === '') continue;
      try {
        const values = valuesOf(await file.head(element.name, most), 0, count);
        rows.forEach((cells, row) => {
          cells[column] = cellTextOf(element, values[row]);
        });
      } catch (error) {
        if (!isFailure(error)) throw error;
        broken.set(column, error);
      }
    }
    return { names, nested, types: file.columns.map(typeOf), rows, broken };
  } finally {
    await file.close();
  }
};

const typeOf = ({ type }: SchemaElement): ColumnType => (type === 'FLOAT' ? 'single' : 'other');
