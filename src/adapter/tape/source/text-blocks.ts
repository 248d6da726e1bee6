import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { DataError } from '../../../domain/failure.js';

/** Some whole lines of a text file. */
export interface TextBlock {
  /** Each line ends in `\n`, the last of the file too. */
  readonly text: string;
  /** Bytes of the file read so far, before any unpacking. */
  readonly bytesRead: number;
}

/** A line longer than this is no row of numbers. */
const LONGEST_LINE = 1 << 20;

const NEWLINE = 10;

/**
 * Reads a text file, gzipped when its name ends in `.gz`, in blocks of whole lines of about `blockBytes`;
 * line ends are made `\n` and a byte-order mark is dropped. Throws a DataError that names the file when it
 * cannot be read, its gzip is broken or cut off, or it is no UTF-8 text.
 */
export async function* textBlocks(path: string, blockBytes: number): AsyncGenerator<TextBlock> {
  const file = createReadStream(path, { highWaterMark: blockBytes });
  const gunzip = /\.gz$/i.test(path) ? createGunzip({ chunkSize: blockBytes }) : undefined;
  if (gunzip !== undefined) {
    file.on('error', (error) => gunzip.destroy(error));
    file.pipe(gunzip);
  }
  let rest: Buffer = Buffer.alloc(0);
  let isFirst = true;
  const blockOf = (bytes: Buffer): TextBlock => {
    const text = linesOf(path, isFirst ? withoutMark(bytes) : bytes);
    isFirst = false;
    return { text, bytesRead: file.bytesRead };
  };
  try {
    for await (const chunk of (gunzip ?? file) as AsyncIterable<Buffer>) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const end = bytes.lastIndexOf(NEWLINE) + 1;
      if (end > 0) yield blockOf(bytes.subarray(0, end));
      rest = bytes.subarray(end);
      if (rest.length > LONGEST_LINE)
        throw new DataError(`${path}: a line longer than 1 MiB; this is no CSV`);
    }
  } catch (error) {
    throw readFailure(path, error);
  } finally {
    file.destroy();
    gunzip?.destroy();
  }
  if (rest.length > 0) yield blockOf(Buffer.concat([rest, Buffer.of(NEWLINE)]));
}

const withoutMark = (bytes: Buffer): Buffer =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;

const linesOf = (path: string, bytes: Buffer): string => {
  if (bytes.includes(0)) throw new DataError(`${path}: not UTF-8 text`);
  const text = bytes.toString('utf8');
  return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
};

const readFailure = (path: string, error: unknown): unknown => {
  if (error instanceof DataError || !(error instanceof Error)) return error;
  return new DataError(`${path}: cannot be read: ${error.message}`);
};
