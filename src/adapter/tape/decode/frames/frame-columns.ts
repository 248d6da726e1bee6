import { DataError } from '../../../../domain/failure.js';
import type { Source } from '../../source/source.js';
import { textBlocks } from '../../source/text-blocks.js';
import type { Columns } from '../columns.js';
import { FrameReader, receiptOf } from './frame-reader.js';
import { FrameRows } from './frame-rows.js';
import { type FrameOrigin, FrameTokens } from './frame-tokens.js';

/** An array of messages is read as a whole: no more than this. */
const LARGEST_ARRAY = 1 << 28;

/** Rows of an array that are handed on together. */
const ARRAY_ROWS = 4_096;

/**
 * Decodes a file of messages, one a line, the time of its receipt before it or not, or all in one JSON array. A
 * message that is broken, and one whose instrument nobody knows, is in its place, refused; what is no market data
 * is counted among the blank lines. Rejects with a DataError when the bytes cannot be read. `firstAt` stands for
 * the time of rows that have none before any that has one; whose messages they are is added to `seen`.
 */
export async function* frameColumns(
  source: Source,
  origin: FrameOrigin,
  firstAt: number,
  blockBytes: number,
  seen = new Set<string>(),
): AsyncGenerator<Columns> {
  const tokens = new FrameTokens(source.name, origin);
  const rows = new FrameRows(tokens.tokens, firstAt);
  const reader = new FrameReader(source.name, rows, tokens, seen);
  if (await isArray(source)) {
    yield* ofArray(source, rows, reader, blockBytes);
    return;
  }
  let line = 0;
  for await (const { text, bytesRead } of textBlocks(source, blockBytes)) {
    for (let start = 0; start < text.length;) {
      const end = text.indexOf('\n', start);
      line += 1;
      readLine(text.slice(start, end), `line ${line}`, source.name, rows, reader);
      start = end + 1;
    }
    yield rows.columns(bytesRead);
  }
}

const RECEIVED = /^(\d{10,19})[ \t,;]+/;

const readLine = (text: string, where: string, name: string, rows: FrameRows, reader: FrameReader): void => {
  if (text.trim() === '') {
    rows.passOver();
    return;
  }
  const digits = RECEIVED.exec(text);
  const json = digits === null ? text : text.slice(digits[0].length);
  const receivedAt = digits?.[1] === undefined ? undefined : receiptOf(digits[1]);
  try {
    if (digits !== null && receivedAt === undefined)
      throw new DataError(
        `${name}: ${where}: ${digits[1] ?? ''}; expected the time of its receipt, ms, µs or ns`,
      );
    reader.read({ where, frame: parsed(json, `${name}: ${where}`), receivedAt });
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    rows.refuse(error);
  }
};

const parsed = (json: string, where: string): unknown => {
  try {
    return JSON.parse(json) as unknown;
  } catch (error) {
    throw new DataError(
      `${where}: not JSON (${error instanceof Error ? error.message : String(error)}): ${json.slice(0, 80)}`,
    );
  }
};

/** Whether the first thing in it is a bracket. */
const isArray = async (source: Source): Promise<boolean> => {
  for await (const bytes of source.open(1 << 12)) {
    const first = /[^\s\uFEFF]/.exec(bytes.toString('utf8'))?.[0];
    if (first !== undefined) return first === '[';
  }
  return false;
};

async function* ofArray(
  source: Source,
  rows: FrameRows,
  reader: FrameReader,
  blockBytes: number,
): AsyncGenerator<Columns> {
  const bytes = source.open(blockBytes);
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of bytes) {
    parts.push(part);
    size += part.length;
    if (size > LARGEST_ARRAY)
      throw new DataError(
        `${source.name}: an array of more than 256 MiB; write its messages one a line (.ndjson), which is read in pieces`,
      );
  }
  const whole = parsed(
    Buffer.concat(parts)
      .toString('utf8')
      .replace(/^\uFEFF/, ''),
    source.name,
  );
  const messages: readonly unknown[] = Array.isArray(whole) ? whole : [];
  for (const [i, frame] of messages.entries()) {
    reader.read({ where: `message ${i + 1}`, frame, receivedAt: undefined });
    if (rows.length === ARRAY_ROWS)
      yield rows.columns(Math.floor((source.bytes * (i + 1)) / messages.length));
  }
  yield rows.columns(bytes.bytesRead);
}
