import type { Failure } from '../../../domain/failure.js';
import { type Sample, SAMPLE_ROWS } from '../recognition/sample.js';
import type { Source } from '../source/source.js';
import { csvHead } from './csv-head.js';
import { parquetHead } from './parquet-head.js';

/** The beginning of a source. */
export interface ReadSample {
  readonly sample: Sample;
  /** Between the cells of a text. */
  readonly delimiter: string;
  /** Names of columns that are not read. */
  readonly nested: readonly string[];
  /** By position, columns whose values cannot be read. */
  readonly broken: ReadonlyMap<number, Failure>;
}

/** Reads the first rows of a source; rejects with a DataError for one that is empty or broken. */
export const readSample = async (source: Source, asked: readonly string[]): Promise<ReadSample> => {
  if (source.format === 'parquet') {
    const { names, types, rows, nested, broken } = await parquetHead(source, asked, SAMPLE_ROWS);
    return { sample: { source, names, types, rows }, delimiter: '', nested, broken };
  }
  const { rows, delimiter } = await csvHead(source, SAMPLE_ROWS);
  return {
    sample: { source, names: undefined, types: undefined, rows },
    delimiter,
    nested: [],
    broken: new Map(),
  };
};
