import type { WriteStream } from 'node:fs';
import { flagsText } from '../../../codec/flags-text.js';
import { columnsOf, type TapeForm } from '../../../codec/tape-field.js';
import { DEPTH_FIELDS } from '../../../domain/depth.js';
import { TOUCHLINE_FIELDS, type TouchlineMessage } from '../../../domain/touchline.js';
import type { TapeWriter } from '../../../port/tape.js';
import { byteSink } from './byte-sink.js';
import { requireReadable } from './readable-message.js';

const BLOCK_CHARS = 1 << 16;

/**
 * Writes messages as CSV, one a line, every number as the shortest text that reads back as the same double.
 * No cell can need a quote: a token has neither a comma nor a space.
 */
export const csvWriter = (path: string, file: WriteStream, isGzip: boolean, form: TapeForm): TapeWriter => {
  const sink = byteSink(path, file, isGzip);
  let block = `${columnsOf(form).join(',')}\n`;
  const flush = async (): Promise<void> => {
    const full = block;
    block = '';
    await sink.write(full);
  };
  return {
    append: async (message) => {
      requireReadable(path, message, form.levels);
      block += lineOf(message, form);
      if (block.length >= BLOCK_CHARS) await flush();
    },
    close: async () => {
      await flush();
      await sink.close();
    },
  };
};

const NO_DEPTH = ','.repeat(DEPTH_FIELDS.length);

const lineOf = (message: TouchlineMessage, { levels, flags }: TapeForm): string => {
  let line = `${message.receivedAt},${message.kind},${message.token},${message.exchangeAt ?? ''}`;
  for (const field of TOUCHLINE_FIELDS) line += `,${message[field] ?? ''}`;
  if (levels === 5) {
    if (message.depth === undefined) line += NO_DEPTH;
    else for (const field of DEPTH_FIELDS) line += `,${message.depth[field] ?? ''}`;
  }
  return flags ? `${line},${flagsText(message.flags)}\n` : `${line}\n`;
};
