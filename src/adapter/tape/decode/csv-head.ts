import { DataError } from '../../../domain/failure.js';
import type { Source } from '../source/source.js';
import { tableBlocks } from '../source/text-blocks.js';
import { splitExactly } from './csv-rows.js';
import { delimiterOf } from './delimiter.js';
import { LONGEST_ROW, unclosedQuote } from './unclosed-quote.js';

/** The first rows of a text, its header among them, and what lies between its cells. */
export interface CsvHead {
  readonly rows: readonly (readonly string[])[];
  readonly delimiter: string;
}

/** Reads the header, or what stands there, and `most` rows. Throws a DataError when there is nothing. */
export const csvHead = async (source: Source, most: number): Promise<CsvHead> => {
  const rows: (readonly string[])[] = [];
  let delimiter: string | undefined;
  let rest = '';
  for await (const { text } of tableBlocks(source, HEAD_BLOCK_BYTES)) {
    delimiter ??= delimiterOf(text);
    if (delimiter === undefined) continue;
    const left = splitExactly(rest + text, delimiter, {
      begin: () => undefined,
      take: (cells) => {
        if (rows.length <= most) rows.push(cells);
      },
    });
    rest = left.rest;
    if (rest.length > LONGEST_ROW) throw unclosedQuote(source);
    if (rows.length > most) break;
  }
  if (rest !== '' && rows.length <= most) throw unclosedQuote(source);
  if (delimiter === undefined) throw new DataError(`${source.name}: the file is empty`);
  return { rows, delimiter };
};

const HEAD_BLOCK_BYTES = 1 << 16;
