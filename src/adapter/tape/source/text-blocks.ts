import { DataError } from '../../../domain/failure.js';
import type { Source } from './source.js';

/** Some whole lines of a text. */
export class TextBlock {
  /**
   * `bytes`: each line ends in `\n` or `\r\n`, the last of the text too. `bytesRead`: of the file so far, before
   * any unpacking.
   */
  constructor(
    readonly bytes: Buffer,
    readonly bytesRead: number,
  ) {}

  /** Each line ends in `\n`. */
  get text(): string {
    const text = this.bytes.toString('utf8');
    return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
  }
}

/** A line longer than this is no row of numbers, and no message. */
const LONGEST_LINE = 1 << 20;

const NEWLINE = 10;
const RETURN = 13;

/** Where a text of so many bytes has no `\n`, its lines end in `\r`, if they end at all. */
const FIRST_LINES_BYTES = 1 << 12;

/**
 * Reads a text in blocks of whole lines of about `blockBytes`; its lines end in `\n`, in
 * `\r\n`, or in `\r` alone. A byte-order mark is dropped. Throws a DataError that names the source when it cannot
 * be read or is no UTF-8 text.
 */
export async function* textBlocks(source: Source, blockBytes: number): AsyncGenerator<TextBlock> {
  const bytes = source.open(blockBytes);
  let rest: Buffer = Buffer.alloc(0);
  let lineEnd: number | undefined;
  let isFirst = true;
  const blockOf = (lines: Buffer, end: number): TextBlock => {
    refuseWide(source.name, lines);
    const own = isFirst ? withoutMark(lines) : lines;
    isFirst = false;
    return new TextBlock(end === RETURN ? withNewlines(own) : own, bytes.bytesRead);
  };
  for await (const chunk of bytes) {
    const joined = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    lineEnd ??= joined.includes(NEWLINE)
      ? NEWLINE
      : joined.length >= FIRST_LINES_BYTES && joined.includes(RETURN)
        ? RETURN
        : undefined;
    const end = lineEnd === undefined ? 0 : joined.lastIndexOf(lineEnd) + 1;
    if (end > 0) yield blockOf(joined.subarray(0, end), lineEnd ?? NEWLINE);
    rest = joined.subarray(end);
    if (rest.length > LONGEST_LINE) {
      refuseWide(source.name, rest);
      throw new DataError(`${source.name}: a line longer than 1 MiB; this is no table of text`);
    }
  }
  if (rest.length === 0) return;
  lineEnd ??= rest.includes(RETURN) ? RETURN : NEWLINE;
  yield blockOf(rest.at(-1) === lineEnd ? rest : Buffer.concat([rest, Buffer.of(lineEnd)]), lineEnd);
}

/**
 * {@link textBlocks} of a table, without what stands before it: lines of comment (`#`) and the `sep=;` of a
 * spreadsheet. The last of the comments is its header where it has as many cells as the line behind it.
 */
export async function* tableBlocks(source: Source, blockBytes: number): AsyncGenerator<TextBlock> {
  let before: string | undefined = '';
  for await (const block of textBlocks(source, blockBytes)) {
    if (before === undefined) {
      yield block;
      continue;
    }
    const { text, bytesRead } = block;
    const start = preambleEnd(before + text);
    if (start === (before + text).length) {
      before += text;
      if (before.length > LONGEST_LINE)
        throw new DataError(`${source.name}: comments, and no table behind them`);
      continue;
    }
    yield new TextBlock(Buffer.from(tableFrom(before + text, start)), bytesRead);
    before = undefined;
  }
}

const PREAMBLE = /^(?:[ \t]*(?:#[^\n]*)?\n|(?:\uFEFF)?sep=.\n)+/i;

/** Where the first line that is neither blank nor a comment begins. */
const preambleEnd = (text: string): number => PREAMBLE.exec(text)?.[0].length ?? 0;

const tableFrom = (text: string, start: number): string => {
  const table = text.slice(start);
  const comments = text.slice(0, start).match(/[^\n]*#[^\n]*/g) ?? [];
  const last = comments.at(-1)?.replace(/^[ \t]*#+[ \t]*/, '');
  const first = table.slice(0, table.indexOf('\n'));
  return last !== undefined && hasSameCells(last, first)
    ? `${last}\n${table}`
    : withBlanks(text, start) + table;
};

/** Blank lines are counted, so they are kept; where there were comments nothing before the table is. */
const withBlanks = (text: string, start: number): string =>
  text.slice(0, start).trim() === '' ? text.slice(0, start) : '';

const hasSameCells = (a: string, b: string): boolean =>
  DELIMITERS.some((delimiter) => {
    const cells = b.split(delimiter).length;
    return cells > 1 && a.split(delimiter).length === cells;
  });

/** What may lie between cells. */
export const DELIMITERS = [',', '\t', ';', '|'] as const;

const withoutMark = (bytes: Buffer): Buffer =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;

const withNewlines = (bytes: Buffer): Buffer => Buffer.from(bytes.toString('utf8').replaceAll('\r', '\n'));

/** Text of two bytes a character has a zero in nearly each. */
const refuseWide = (name: string, bytes: Buffer): void => {
  const isMarked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isMarked)
    throw new DataError(`${name}: UTF-16 text; save it as UTF-8 (iconv -f UTF-16 -t UTF-8 does it)`);
  if (bytes.includes(0))
    throw new DataError(`${name}: not UTF-8 text: it has bytes of zero; save it as UTF-8 if it is UTF-16`);
};
