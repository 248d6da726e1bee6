import { createReadStream } from 'node:fs';

const BLOCK_BYTES = 1 << 16;

/** A line of a journal, and its number in the file, from 1. */
export interface JournalLine {
  readonly text: string;
  readonly number: number;
}

/** The whole lines of a file; what lies behind the last newline was never whole. */
export async function* journalLines(path: string): AsyncGenerator<JournalLine> {
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
