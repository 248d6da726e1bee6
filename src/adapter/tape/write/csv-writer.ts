import type { WriteStream } from 'node:fs';
import { columnsOf, type TapeForm } from '../../../codec/tape-field.js';
import type { TapeWriter } from '../../../port/tape.js';
import { byteSink } from './byte-sink.js';
import { csvLine } from './csv-line.js';
import { requireReadable } from './readable-message.js';

const BLOCK_CHARS = 1 << 16;

/** Writes messages as CSV, one a line. */
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
      block += csvLine(message, form);
      if (block.length >= BLOCK_CHARS) await flush();
    },
    close: async () => {
      await flush();
      await sink.close();
    },
  };
};
