import { createWriteStream, type WriteStream } from 'node:fs';
import { UsageError } from '../../../domain/failure.js';
import type { TapeForm } from '../../../codec/tape-field.js';
import type { TapeWriter } from '../../../port/tape.js';
import { csvWriter } from './csv-writer.js';
import { parquetWriter } from './parquet-writer.js';

/** Left out: five levels, no flags, and the format that the name says. */
export interface TapeWriterOptions extends Partial<TapeForm> {
  readonly format?: 'csv' | 'parquet';
}

/**
 * Opens a new tape at `path`, replacing what is there. The name says the format, `.csv`, `.csv.gz` or
 * `.parquet`, unless it is told. The same messages give the same bytes. Rejects with a UsageError when the name
 * says none or the file cannot be made. `append` rejects with a DataError for a message that could not be read
 * back, one with depth included where the tape has columns for one level only.
 */
export const tapeWriter = async (
  path: string,
  { levels = 5, flags = false, format = writtenFormat(path) }: TapeWriterOptions = {},
): Promise<TapeWriter> => {
  if (format === undefined)
    throw new UsageError(`${path}: a tape is written as .csv, .csv.gz or .parquet, by its name`);
  const form = { levels, flags };
  const stream = await openForWriting(path);
  return format === 'parquet'
    ? parquetWriter(path, stream, form)
    : csvWriter(path, stream, /\.gz$/i.test(path), form);
};

const writtenFormat = (path: string): 'csv' | 'parquet' | undefined =>
  /\.parquet$/i.test(path) ? 'parquet' : /\.csv(?:\.gz)?$/i.test(path) ? 'csv' : undefined;

const openForWriting = (path: string): Promise<WriteStream> =>
  new Promise((resolve, reject) => {
    const stream = createWriteStream(path);
    stream.once('open', () => {
      resolve(stream);
    });
    stream.once('error', (error) => {
      reject(new UsageError(`${path}: cannot be written: ${error.message}`));
    });
  });
