import type { WriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { DataError } from '../../../domain/failure.js';

/** Bytes on their way to a file. Both reject with a DataError that names the file when the disk refuses. */
export interface ByteSink {
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

export const byteSink = (path: string, file: WriteStream, isGzip: boolean): ByteSink => {
  const refused = (error: Error): DataError => new DataError(`${path}: cannot be written: ${error.message}`);
  // An error also comes back by the callback of a write or close; with no listener it would end the process.
  file.on('error', () => undefined);
  const gzip = isGzip ? createGzip() : undefined;
  const flushed = gzip === undefined ? undefined : pipeline(gzip, file);
  flushed?.catch(() => undefined);
  const first = gzip ?? file;
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        first.write(text, (error) => {
          if (error) reject(refused(error));
          else resolve();
        });
      }),
    close: async () => {
      try {
        await new Promise<void>((resolve, reject) => {
          first.once('error', reject);
          first.end(() => {
            resolve();
          });
        });
        await flushed;
      } catch (error) {
        throw error instanceof Error ? refused(error) : error;
      }
    },
  };
};
