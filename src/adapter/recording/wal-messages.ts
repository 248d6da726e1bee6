import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { TouchlineMessage } from '../../domain/touchline.js';
import { parseTickLine, TICK_HEADER } from './tick-line.js';

/** What is read at a time. */
const BLOCK_BYTES = 1 << 18;

/** What was found behind the last whole message. */
export interface WalRest {
  /** Bytes that are no whole messages: the torn end of what was being written. */
  cutBytes: number;
}

/**
 * The messages of a segment that was written as it came, in blocks, up to the first line that is not whole:
 * there the writer was killed, or the disk lost what it had. `rest` is told how much lies behind.
 */
export async function* walMessages(path: string, rest: WalRest): AsyncGenerator<readonly TouchlineMessage[]> {
  const { size } = await stat(path);
  const stream = createReadStream(path, { highWaterMark: BLOCK_BYTES });
  let waiting: Buffer = Buffer.alloc(0);
  let good = 0;
  let isHeader = true;
  rest.cutBytes = size;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const bytes = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
      const end = bytes.lastIndexOf(NEWLINE) + 1;
      waiting = bytes.subarray(end);
      const lines = bytes.subarray(0, end).toString('utf8').split('\n');
      lines.pop();
      if (isHeader && lines.length > 0) {
        if (`${lines[0] ?? ''}\n` !== TICK_HEADER) return;
        good += TICK_HEADER.length;
        rest.cutBytes = size - good;
        lines.shift();
        isHeader = false;
      }
      const messages: TouchlineMessage[] = [];
      let isWhole = true;
      for (const line of lines) {
        const message = parseTickLine(line);
        isWhole = message !== undefined;
        if (message === undefined) break;
        messages.push(message);
        good += Buffer.byteLength(line) + 1;
      }
      rest.cutBytes = size - good;
      if (messages.length > 0) yield messages;
      if (!isWhole) return;
    }
  } finally {
    stream.destroy();
  }
}

const NEWLINE = 10;
