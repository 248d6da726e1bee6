import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { DataError } from '../../domain/failure.js';

const BLOCK_BYTES = 1 << 16;

/** A line of a journal, and its number in the file, from 1. */
export interface JournalLine {
  readonly text: string;
  readonly number: number;
}

/**
 * The whole lines of a file; what lies behind the last newline was never whole. Throws a DataError where there is
 * no file: it was removed, or the recording was killed as it began.
 */
export async function* journalLines(path: string): AsyncGenerator<JournalLine> {
  if ((await stat(path).catch(() => undefined)) === undefined)
    throw new DataError(`${path} is missing: what the session was given and did cannot be known without it`);
  let rest = '';
  let number = 0;
  const stream = createReadStream(path, { encoding: 'utf8', highWaterMark: BLOCK_BYTES });
  for await (const chunk of stream as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      number += 1;
      yield { text, number };
    }
  }
}
