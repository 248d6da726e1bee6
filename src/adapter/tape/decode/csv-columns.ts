import { tableBlocks } from '../source/text-blocks.js';
import type { Columns } from './columns.js';
import { CsvDecoder } from './csv-decoder.js';
import { splitExactly } from './csv-rows.js';
import type { RowPlan } from './row-plan.js';
import { LONGEST_ROW, unclosedQuote } from './unclosed-quote.js';

/**
 * Decodes a CSV file column by column, a block of about `blockBytes` at a time. `firstAt` stands for the time
 * of rows that have none before any that has one. Rejects with a DataError when the bytes cannot be read; a
 * row that cannot be decoded is in its place, refused.
 */
export async function* csvColumns(
  plan: RowPlan,
  delimiter: string,
  firstAt: number,
  blockBytes: number,
): AsyncGenerator<Columns> {
  const { source } = plan;
  const decoder = new CsvDecoder(plan, firstAt);
  let rest = '';
  for await (const block of tableBlocks(source, blockBytes)) {
    if (rest === '' && !block.bytes.includes(QUOTE)) {
      yield decoder.columnsSoFar(decoder.takeLines(block.bytes, delimiter), block.bytesRead);
      continue;
    }
    const left = splitExactly(rest + block.text, delimiter, decoder);
    rest = left.rest;
    if (rest.length > LONGEST_ROW) throw unclosedQuote(source);
    yield decoder.columnsSoFar(left.blanks, block.bytesRead);
  }
  if (rest !== '') throw unclosedQuote(source);
}

/** The rows of a sample, decoded as those of a file are; the first is the header where the reading has one. */
export const columnsOfRows = (plan: RowPlan, rows: readonly (readonly string[])[]): Columns => {
  const decoder = new CsvDecoder(plan, NaN);
  decoder.begin();
  for (const cells of rows) decoder.take(cells);
  return decoder.columnsSoFar(0, 0);
};

const QUOTE = 34;
