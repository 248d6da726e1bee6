import { DataError } from '../../../domain/failure.js';
import type { Source } from './source.js';

/** Some whole lines of a text. */
export interface TextBlock {
  /** Each line ends in `\n`, the last of the text too. */
  readonly text: string;
  /** Bytes of the file read so far, before any unpacking. */
  readonly bytesRead: number;
}

/** A line longer than this is no row of numbers. */
const LONGEST_LINE = 1 << 20;

const NEWLINE = 10;

/**
 * Reads a text in blocks of whole lines of about `blockBytes`; line ends are made `\n` and a byte-order mark is
 * dropped. Throws a DataError that names the source when it cannot be read or is no UTF-8 text.
 */
export async function* textBlocks(source: Source, blockBytes: number): AsyncGenerator<TextBlock> {
  const bytes = source.open(blockBytes);
  let rest: Buffer = Buffer.alloc(0);
  let isFirst = true;
  const blockOf = (lines: Buffer): TextBlock => {
    const text = linesOf(source.name, isFirst ? withoutMark(lines) : lines);
    isFirst = false;
    return { text, bytesRead: bytes.bytesRead };
  };
  for await (const chunk of bytes) {
    const joined = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = joined.lastIndexOf(NEWLINE) + 1;
    if (end > 0) yield blockOf(joined.subarray(0, end));
    rest = joined.subarray(end);
    if (rest.length > LONGEST_LINE)
      throw new DataError(`${source.name}: a line longer than 1 MiB; this is no CSV`);
  }
  if (rest.length > 0) yield blockOf(Buffer.concat([rest, Buffer.of(NEWLINE)]));
}

const withoutMark = (bytes: Buffer): Buffer =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;

const linesOf = (name: string, bytes: Buffer): string => {
  if (bytes.includes(0)) throw new DataError(`${name}: not UTF-8 text`);
  const text = bytes.toString('utf8');
  return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
};
